"""Pydantic types for web addresses, phone numbers and dates."""

import datetime
import re
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

_HTTPS = re.compile(r"https://[a-z0-9-]+(\.[a-z0-9-]+)+([/?#][^\s<>\"\\]*)?", re.IGNORECASE)
_PHONE = re.compile(r"[0-9+()\- ]{2,30}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _check_address(value: str) -> str:
    if not _HTTPS.fullmatch(value):
        message = "bad address '{found}': write it in full, such as https://www.example.org/page"
        raise PydanticCustomError("bad_address", message, {"found": value})
    return value


def _check_phone(value: str) -> str:
    if not _PHONE.fullmatch(value) or sum(map(str.isdigit, value)) < 2:
        message = "bad phone number '{found}': write digits, spaces, brackets, hyphens and '+', such as 0808 2000 247"
        raise PydanticCustomError("bad_phone", message, {"found": value})
    return value


def _check_day(value: object) -> object:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise PydanticCustomError("date_parsing", "not a date")  # pydantic would read a number as seconds
    return value


Https = Annotated[str, Field(max_length=300, examples=["https://www.example.org/"]), AfterValidator(_check_address)]
"""An https URL with a host name, at most 300 characters."""
Phone = Annotated[str, AfterValidator(_check_phone)]
"""A phone number as printed, 2 to 30 characters."""
Day = Annotated[datetime.date, BeforeValidator(_check_day)]
"""A date, written in YAML as 2026-03-14."""
