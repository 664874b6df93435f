from __future__ import annotations

import pytest

from assistant.answering.checks.agents import fault_in_agents
from tests.answering.checks.stated import fault


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The tenant must tell the landlord.", "The landlord must tell the tenant."),
        ("The council is advised by the panel.", "The council advises the panel."),
        ("The council pays the trustees a fee.", "The trustees pay the council a fee."),
        ("The panel awarded £40.", "£40 was awarded to the panel."),
    ],
)
def test_two_who_change_places_are_found(said: str, source: str) -> None:
    assert fault(fault_in_agents, said, source)


@pytest.mark.parametrize(
    ("said", "source"),
    [
        ("The panel is advised by the council.", "The council advises the panel."),
        ("The tenant and the landlord sign.", "The landlord and the tenant sign."),
        ("In the scheme the trustee decides.", "The trustee decides in the scheme."),
        ("The landlord must tell the tenant.", "The landlord must tell the tenant."),
    ],
)
def test_another_voice_or_order_passes(said: str, source: str) -> None:
    assert fault(fault_in_agents, said, source) == ""
