"""Lines to blocks: what a careful reader takes each piece of a text to be."""
