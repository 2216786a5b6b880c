"""What packets know of the guide: items with named members, in a format that Python and the browser share."""

import json
import zlib
from base64 import urlsafe_b64decode
from functools import cache

from relationship_reset.core import strings
from relationship_reset.core.packet_format import PACKET_FORMAT
from relationship_reset.guide import loader
from relationship_reset.html import packet_data
from relationship_reset.html.site import Site
from relationship_reset.model.packet import Packet
from tests.conftest import SMALL


@cache
def small() -> Site:
    return Site(loader.load(SMALL), strings.load())


def test_a_link_of_a_packet_says_its_format_and_what_is_in_it() -> None:
    site = small()
    numbers = {item.ref: item.number for item in site.packet_items}
    for packet in site.guide.pages(Packet):
        fragment = site.packet_fragment(packet)
        head, checksum, data = fragment.split(".")
        assert head == f"{PACKET_FORMAT.fragment}{PACKET_FORMAT.version}"
        text = zlib.decompress(urlsafe_b64decode(data + "=" * (-len(data) % 4)), -zlib.MAX_WBITS).decode()
        found = json.loads(text)
        assert found[PACKET_FORMAT.keys["title"]] == packet.title
        assert found[PACKET_FORMAT.keys["things"]] == [numbers[ref] for ref in packet.contents]
        assert found.keys() <= set(PACKET_FORMAT.keys.values())
        assert checksum.isalnum()


def test_the_model_allows_no_packet_that_a_link_cannot_hold() -> None:
    limits = [rule.max_length for rule in Packet.model_fields["contents"].metadata if hasattr(rule, "max_length")]
    assert limits == [PACKET_FORMAT.limits["things"]]


def test_every_item_is_described_by_name() -> None:
    site = small()
    items = packet_data.items_data(site.packet_items, site.strings, site.guide.address)
    found = {item["href"]: item for item in items}
    sheet, step = found["worksheets/alone/"], found["guide/first/#say-it"]
    assert sheet["about"] == "Worksheet · One copy each · 5 minutes"
    assert (sheet["two"], sheet["minutes"], sheet["suggestible"]) == (True, 5, ["word"])
    assert (step["title"], step["minutes"], step["two"]) == (site.guide.items["first#say-it"].name, 10, False)
    assert [number for item in items for number in [item["number"], *item["others"]]] == list(range(1, len(items) + 1))


def test_the_controls_for_which_answers_can_be_suggested_are_described_by_name() -> None:
    site = small()
    data = packet_data.suggestions_data(site.guide, site.packet_items, site.strings, "couple")
    fields = {field["name"]: field for controls in data.values() for field in controls}
    assert {"choice", "date", "time"} <= {field["type"] for field in fields.values()}
    for field in fields.values():
        assert bool(field["options"]) == (field["type"] == "choice")
        assert "|" not in field["label"], "an answer in a label stands there as its words until there is one"
