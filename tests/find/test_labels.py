import pytest

from dateline.find.labels import ANCHOR_HEADS, LAYERS, MENTION_HEADS, POINTERS, ROLES
from dateline.model import Action, ActorKind, HarmKind, SourceKind, Stance, Status, WeaponKind

HEADS = {h.name: h for h in (*ANCHOR_HEADS, *MENTION_HEADS)}
CODES = {
    "action": {"none", *Action},
    "status": set(Status),
    "stance": set(Stance),
    "actor_kind": set(ActorKind),
    "source_kind": set(SourceKind) - {SourceKind.OUTLET},
    "weapon_kind": set(WeaponKind),
    "harm_kind": set(HarmKind),
    "harm_who": set(ActorKind),
}


@pytest.mark.parametrize(("name", "codes"), CODES.items())
def test_a_head_knows_each_code_of_its_list(name, codes):
    assert set(HEADS[name].labels) == codes
    assert len(HEADS[name].labels) == len(codes)


def test_layers_and_names_fit_together():
    assert LAYERS[0] == "anchor"
    assert {h.layer for h in ANCHOR_HEADS} == {"anchor"}
    assert {h.layer for h in MENTION_HEADS} | {r.layer for r in ROLES} == set(LAYERS[1:])
    assert set(POINTERS) < {r.name for r in ROLES}
    assert HEADS["action"].labels[0] == "none"
    assert HEADS["aggregate"].labels == HEADS["is_trigger"].labels == ("no", "yes")
