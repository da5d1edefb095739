"""Operators' addresses: what is refused by its form, and what a typed channel becomes."""

from __future__ import annotations

import pytest
from telling import config

from config.model import Smtp, Subscriber
from config.services import FORBIDDEN_KEYS, SERVICES, refusal
from notifier import channels
from notifier.address import Form, addresses

# apprise loads a plugin that uses a module Python will drop
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")
SECRET = "s3cr3t-t0ken-value"


@pytest.mark.parametrize(
    "url",
    [
        "ntfys://ntfy.example.org/topic",
        "tgram://123456789:abcdefg_hijklmnop/12315544/",
        "discord://4174216298/JHMHI8qBe7bk2ZwO5U711o3dV_js",
        "mailtos://user:pass@example.org:465/?to=me@example.org",
        "json://localhost:8000/path?+X-Key=v&:field=value",
        "gotifys://push.example.org/Aqw3RTGHtgc8cTQ",
    ],
)
def test_a_usual_address_is_taken(url):
    assert refusal(url) == ""
    assert channels.check(url) == ""


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("me@example.org", "is no apprise address"),
        ("json://", "is no apprise address"),
        ("://host", "is no apprise address"),
        ("json://a.example/ json://b.example/", "holds a space"),
        ("json://a.example/,json://b.example/", "holds a second address"),
        ("json://a.example/?x=http://b.example", "holds a second address"),
        ("json://a.example/\\..", "holds a space, control character or backslash"),
        ("json://a.example/\x00", "holds a space, control character or backslash"),
        ("syslog://", "is no apprise address"),
        ("syslog://local0", "uses the service syslog://"),
        ("dbus://x", "uses the service dbus://"),
        ("fcm://project@key/device", "uses the service fcm://"),
        ("file://etc/passwd", "uses the service file://"),
        ("json://[a.example/", "cannot be read as an address"),
    ],
)
def test_an_address_that_is_none_of_ours_is_refused(url, why):
    assert refusal(url).startswith(why)


@pytest.mark.parametrize("key", sorted(FORBIDDEN_KEYS))
@pytest.mark.parametrize("form", ["{}=no", "{}", "{}=yes", "a=b&{}=1"])
def test_a_parameter_that_would_break_a_promise_is_refused(key, form):
    assert f"may not set {key}=" in refusal("json://a.example/?" + form.format(key))


@pytest.mark.parametrize(
    "spelling", ["VERIFY=no", "Verify=no", "%76erify=no", "verify%20=no", "%2576erify=no", " verify=no"]
)
def test_other_spellings_of_a_parameter_are_refused_too(spelling):
    assert refusal("json://a.example/?" + spelling) != ""


def test_the_refusal_never_repeats_the_address():
    for url in (f"syslog://{SECRET}", f"json://{SECRET}.example/?verify=no", f"tgram://{SECRET}/ x", SECRET):
        assert SECRET not in refusal(url)
    with pytest.raises(ValueError) as wrong:  # noqa: PT011 - the text is what is tested
        Subscriber(name="me", to=f"json://{SECRET}/?verify=no")
    assert SECRET not in str(wrong.value)


def test_an_address_that_reaches_several_is_refused():
    assert "reaches 2 recipients" in channels.check("ntfy://ntfy.example.org/one/two")


def test_an_address_that_is_not_complete_is_refused_without_repeating_it():
    why = channels.check(f"tgram://{SECRET}/")
    assert "not complete" in why
    assert SECRET not in why


def test_none_of_the_services_writes_to_this_machine():
    assert not SERVICES & {
        "syslog",
        "dbus",
        "qt",
        "gnome",
        "glib",
        "kde",
        "macosx",
        "windows",
        "blink1",
        "rsyslog",
    }


def test_typed_channels_come_in_order_with_the_form_they_can_carry():
    who = Subscriber(
        name="me",
        email="me@example.org",
        webhook="https://hook.example.org/a%2Fb?x=1",
        ntfy="https://ntfy.example.org/topic",
        to="slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/general",
    )
    smtp = Smtp(host="mail.example.org", port=587, security="starttls")
    mail, hook, ntfy, slack = addresses(who, config(who, smtp=smtp))
    assert [a.channel for a in (mail, hook, ntfy, slack)] == ["email", "webhook", "ntfy", "to"]
    assert [a.form for a in (mail, hook, ntfy, slack)] == [Form.MAIL, Form.JSON, Form.PUSH, Form.CHAT]
    assert mail.endpoint == "smtp mail.example.org:587"
    assert hook.settings["fullpath"] == "/a%2Fb"
    assert hook.settings["params"] == {"x": ["1"]}
    assert ntfy.settings["targets"] == ["topic"]


def test_an_address_is_not_shown_by_its_repr():
    who = Subscriber(
        name="me", webhook=f"https://hook.example.org/{SECRET}", to=f"gotify://h.example/{SECRET}"
    )
    assert SECRET not in repr(addresses(who, config(who)))


def test_a_librarys_words_are_passed_on_without_the_settings_in_them():
    words = (
        f"Failed to send to https://hook.example.org/{SECRET}/x?key={SECRET}: channel_not_found " + "y" * 500
    )
    said = channels.masked(words, {"url": f"slack://hook.example.org/{SECRET}"})
    assert SECRET not in said
    assert "channel_not_found" in said
    assert len(said) <= channels.REASON_LENGTH
