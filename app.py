"""The web page of the assistant: ``streamlit run app.py``."""

import streamlit as st


def main() -> None:
    """Show the page that the visitor chose."""
    st.set_page_config(page_title="Guidance, quoted", layout="centered")
    pages = [
        st.Page("assistant/pages/ask.py", title="Ask a question", default=True),
        st.Page("assistant/pages/sources.py", title="Sources", url_path="sources"),
    ]
    st.navigation(pages, position="top").run()


main()
