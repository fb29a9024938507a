#!/usr/bin/env python3
"""Prints cron expressions with the slots that two other parsers find.

Each line has, between tabs: the expression, a time zone, a start in seconds since 1970, and the next five slots by
croniter and by cronsim, or "refused". Arguments: how many lines, and a seed.
"""

import datetime
import random
import re
import sys
import zoneinfo

from croniter import croniter
from cronsim import CronSim

WEEKDAYS = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"]
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
ZONES = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "America/Havana"]
COUNT = 5


class Field:
    def __init__(self, least, most, names=None, specials=None):
        self.least, self.most, self.names, self.specials = least, most, names, specials

    def value(self, number):
        if self.names and random.random() < 0.4:
            return self.names[(number - self.least) % len(self.names)]
        return str(number)

    def item(self):
        one, other = sorted(random.randint(self.least, self.most) for _ in range(2))
        kind = random.random()
        if kind < 0.45:
            return self.value(one)
        if kind < 0.65:
            return f"{self.value(one)}-{self.value(other)}"
        if kind < 0.75:
            return f"{one}-{other}/{random.randint(1, max(1, self.most - self.least))}"
        if kind < 0.9:
            return f"*/{random.randint(1, max(1, self.most // 2))}"
        if kind < 0.93:
            return f"{one}/{random.randint(1, max(1, self.most // 2))}"
        return self.specials() if self.specials else "*"

    def text(self, any_value):
        if random.random() < any_value:
            return "*"
        return ",".join(self.item() for _ in range(random.choice([1, 1, 1, 2, 3])))


def special_day():
    return random.choice(["L", "L", "LW", f"{random.randint(1, 31)}W", f"L-{random.randint(1, 6)}"])


def special_weekday():
    day = random.choice(WEEKDAYS + [str(number) for number in range(8)])
    return f"{day}#{random.randint(1, 5)}" if random.random() < 0.6 else f"{day}L"


SECOND = Field(0, 59)
FIELDS = [
    (Field(0, 59), 0.2),
    (Field(0, 23), 0.35),
    (Field(1, 31, specials=special_day), 0.55),
    (Field(1, 12, names=MONTHS), 0.6),
    (Field(0, 6, names=WEEKDAYS, specials=special_weekday), 0.55),
]


def expression():
    fields = [field.text(any_value) for field, any_value in FIELDS]
    if random.random() < 0.15:
        fields.insert(0, SECOND.text(0.1))
    return " ".join(fields)


def without_names(text):
    """Neither knows friL, but both have a sign for the last Friday."""
    return re.sub(r"\b([a-z]{3})L", lambda match: f"{WEEKDAYS.index(match[1])}L", text)


def by_croniter(text, start):
    # It writes the last Friday of the month L5, and needs to be told that */2 in a field for days is not a day.
    text = re.sub(r"\b([0-7])L", r"L\1", without_names(text))
    slots = croniter(
        text, start, second_at_beginning=True, ret_type=datetime.datetime, implement_cron_bug=True
    )
    return [int(slots.get_next().timestamp()) for _ in range(COUNT)]


def by_cronsim(text, start):
    slots = CronSim(without_names(text), start)
    return [int(next(slots).timestamp()) for _ in range(COUNT)]


def answer(parser, text, start):
    try:
        return ",".join(str(slot) for slot in parser(text, start))
    except Exception:
        return "refused"


def main():
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    random.seed(seed)
    first = int(datetime.datetime(2024, 1, 1, tzinfo=datetime.timezone.utc).timestamp())
    for _ in range(count):
        text, zone = expression(), random.choice(ZONES)
        # A third in the days around a change of clocks in Europe.
        start = first + random.randrange(3 * 366 * 1440) * 60
        if random.random() < 0.33:
            change = random.choice([1711846800, 1729990800, 1743296400, 1761440400])
            start = change + random.randint(-2880, 1440) * 60
        local = datetime.datetime.fromtimestamp(start, zoneinfo.ZoneInfo(zone))
        answers = [answer(by_croniter, text, local), answer(by_cronsim, text, local)]
        print("\t".join([text, zone, str(start)] + answers))


main()
