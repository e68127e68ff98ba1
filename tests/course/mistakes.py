"""One mistake for each code: the file, what stands there, and what stands there instead (‸ marks the place)."""

from pathlib import Path

COURSE, NETWORK, LESSON, TEXTS = "course.yaml", "network.yaml", "tiny/lesson.yaml", "tiny/nl.yaml"

_NETWORK = (Path(__file__).parent / "mini" / NETWORK).read_text(encoding="utf-8")
_PARTIES = _NETWORK[: _NETWORK.index("\nservices:")].split("  - id: ")
ABOVE, DV, HM, AD = _PARTIES[0], *(f"  - id: {party}" for party in _PARTIES[1:])

_NO_MORE_THAN_PARTIES = _NETWORK[_NETWORK.index("parties:") : _NETWORK.index("\nservices:") + len("\nservices:")]

SECOND_HM = HM.replace("9102", "9109").replace("id: makelaar", "id: ander").replace("mini-hm", "mini-pki")

MIES = """\
  - id: mies
    name: Mies Mini
    company: Mini en zonen
    name-id: gebruiker-1
    registered: [M-1, M-2, M-3, M-4]
    wallet:
"""
MINA = MIES.replace("mies", "mina").replace("gebruiker-1", "gebruiker-2").replace("wallet:", "wallet: []")
PAS = """\
  - number: M-3
    name: Pas
    kind: pas
    loa: EH3
    ad: dienst
    holder: mies
    valid-until: 2027-01-01T00:00:00Z
    key: mini-pas
"""

WELCOME = "  welcome:\n    title: Welkom\n    text: |\n      Je bent **Mies**.\n\n      Je gaat inloggen.\n"
HM_OPTION = "      HM: {label: de makelaar, why: Die zoekt uit wie het vaststelt.}\n"

SERVICE = "  - {id: loket, name: Het loket, dv: dorp, loa: EH3}\n"
RECEIVER, KNOWS = "{asks: receiver, entry: {message: AuthnRequest}}", "{asks: knows, role: DV, fact: middel}"
CLAIM = f"claim: {RECEIVER}\n        options: "

# fmt: off
MISTAKES = (
    # the files
    ("missing-file",           COURSE,  "[tiny]", "[tiny, ‸tiny-2]"),
    ("missing-file",           NETWORK, "key: mini-ad", "key: ‸mini-add"),
    ("missing-file",           NETWORK, "key: mini-pas}", "key: ‸mini-pass}"),
    ("missing-file",           NETWORK, "    key: mini-pas", "    key: ‸mini-pass"),
    ("missing-file",           NETWORK, "root: mini-root", "root: ‸mini-rot"),
    ("control-character",      TEXTS,   "Een kleine", "Een ‸\x1b[31mkleine"),
    ("control-character",      TEXTS,   "Een kleine", "Een ‸\x00 kleine"),
    ("control-character",      NETWORK, "name: Makelaar Mini", 'name: ‸"Makelaar \\e[31m"'),
    # YAML
    ("tab",                    LESSON,  "    service: loket", "‸\tservice: loket"),
    ("open-quote",             TEXTS,   "text: Een", 'text: ‸"Een'),
    ("open-bracket",           LESSON,  "options: [HM, AD]", "options: ‸[HM, AD"),
    ("open-bracket",           LESSON,  "{middel: M-3}", "‸{middel: M-3"),
    ("stray-colon",            TEXTS,   "title: Welkom", "title: Welkom‸: nu"),
    ("indentation",            LESSON,  "  - id: served\n    gebruiker", "  - id: served\n   ‸gebruiker"),
    ("indentation",            LESSON,  "minutes: 2", "‸- minutes: 2"),
    ("missing-colon",          TEXTS,   "cards:", "‸cards"),
    ("missing-colon",          TEXTS,   "summary:", "‸summary"),
    ("stray-dash",             TEXTS,   "title: Welkom", "title: ‸- Welkom"),
    ("needs-quotes",           TEXTS,   "title: Welkom", "title: ‸@Welkom"),
    ("text-after-quote",       TEXTS,   "title: Welkom", 'title: "Welkom" ‸allemaal'),
    ("text-after-quote",       TEXTS,   "title: Welkom", "title: 'Foto'‸s'"),
    ("bad-escape",             TEXTS,   "title: Welkom", 'title: "C:‸\\Windows"'),
    ("block-sign",             TEXTS,   "text: |", "text: |2‸x"),
    ("not-yaml",               TEXTS,   "title: Een", "‸%YAML 9.9\n---\ntitle: Een"),
    ("alias",                  TEXTS,   "title: Welkom", "title: ‸&a Welkom"),
    ("alias",                  TEXTS,   "title: Welkom", "title: ‸*a"),
    ("tag",                    TEXTS,   "title: Welkom", "title: ‸!!str Welkom"),
    ("tag",                    TEXTS,   "title: Welkom", "title: ‸!!python/object/apply:os.system [id]"),
    ("second-document",        LESSON,  "  - id: cancelled", "‸---\n  - id: cancelled"),
    ("too-deep",               TEXTS,   "title: Welkom", "title: " + "[" * 57 + "‸[" + "]" * 58),
    # keys and types
    ("unknown-key",            COURSE,  "id: mini", "id: mini\n‸colour: red"),
    ("unknown-key",            COURSE,  "  nl: Een", "  ‸<<: Een\n  nl: Een"),
    ("other-form",             NETWORK, "    kind: pas\n", "    kind: pas\n    ‸root: mini-root\n"),
    ("other-form",             NETWORK, "number: M-1, password", 'number: M-1, ‸pincode: "1", password'),
    ("other-form",             NETWORK, "    role: DV", "    role: DV\n    ‸single-sign-on-service: x"),
    ("unknown-key",            LESSON,  "minutes: 2", "minutes: 2\n‸minuts: 2"),
    ("other-form",             LESSON,  "kind: explain", "kind: explain\n        ‸zoom: wire"),
    ("other-form",             LESSON,  "{asks: receiver,", "{asks: receiver, ‸fact: middel,"),
    ("unknown-key",            TEXTS,   "summary:", "‸sumary: Kort.\nsummary:"),
    ("unknown-key",            TEXTS,   "title: Welkom", "title: Welkom\n    ‸hints: [Lees.]"),
    ("missing-key",            COURSE,  "format: 1\nid: mini", "‸id: mini"),
    ("missing-key",            COURSE,  "format: 1\nid: mini\nnow: 2026-03-02T09:30:00Z\n", "‸format: 1\nid: mini\n"),
    ("missing-key",            COURSE,  "  nl: Een", "  ‸fy: In"),
    ("missing-key",            NETWORK, "{id: loket, name", "‸{name"),
    ("missing-key",            LESSON,  "- id: cancelled\n    gebruiker: mies\n    service: loket\n",
                                        "- ‸id: cancelled\n    gebruiker: mies\n"),
    ("missing-key",            LESSON,  "{message: AuthnRequest, to", "‸{to"),
    ("missing-key",            LESSON,  "- id: cancelled\n    gebruiker", "- ‸gebruiker"),
    ("missing-key",            NETWORK, _NO_MORE_THAN_PARTIES, "‸services:"),
    ("missing-key",            TEXTS,   "    title: Welkom\n    text", "    ‸text"),
    ("duplicate-key",          TEXTS,   "title: Welkom", "title: Welkom\n    ‸title: Dag"),
    ("key-not-text",           COURSE,  "id: mini", "id: mini\n‸[a, b]: c"),
    ("expected-text",          TEXTS,   "title: Welkom", "title: ‸[Welkom]"),
    ("expected-text",          LESSON,  "minutes: 2", "minutes: ‸{a: b}"),
    ("expected-list",          COURSE,  "[tiny]", "‸tiny"),
    ("expected-list",          TEXTS,   "hints: [Het loket.]", "hints: ‸Het loket."),
    ("expected-mapping",       LESSON,  "entry: {message: Response}", "entry: ‸Response"),
    ("expected-mapping",       TEXTS,   "\n    title: Het antwoord\n    text: Een", " ‸Een"),
    ("expected-id",            COURSE,  "[tiny]", "[tiny, ‸../tiny]"),
    ("expected-id",            NETWORK, "key: mini-hm", "key: ‸../keys/mini-hm"),
    ("expected-number",        LESSON,  "minutes: 2", "minutes: ‸two"),
    ("expected-number",        LESSON,  "minutes: 2", 'minutes: ‸"2"'),
    ("expected-number",        LESSON,  "minutes: 2", "minutes: ‸" + "9" * 5000),
    ("expected-number",        LESSON,  "nth: 1", "nth: ‸0"),
    ("expected-boolean",       NETWORK, "revoked: false", "revoked: ‸no"),
    ("expected-boolean",       LESSON,  "knowledge: true", 'knowledge: ‸"true"'),
    ("expected-time",          COURSE,  "2026-03-02T09:30:00Z", "‸2026-03-02"),
    ("expected-time",          COURSE,  "2026-03-02T09:30:00Z", "‸2026-02-30T09:30:00Z"),
    ("expected-time",          NETWORK, "2027-01-01T00:00:00Z", "‸2027-01-01T00:00:00+01:00"),
    ("expected-choice",        NETWORK, "role: AD", "role: ‸MR"),
    ("expected-choice",        NETWORK, "loa: EH2+", "loa: ‸EH1"),
    ("expected-choice",        NETWORK, "kind: totp", "kind: ‸otp"),
    ("expected-choice",        LESSON,  "kind: explain", "kind: ‸explane"),
    ("expected-choice",        LESSON,  "right: cancel", "right: ‸stop"),
    ("expected-choice",        LESSON,  "{credential: right}", "{credential: ‸good}"),
    ("expected-choice",        LESSON,  "zoom: wire", "zoom: ‸deep"),
    ("expected-choice",        LESSON,  "asks: receiver", "asks: ‸reciever"),
    ("expected-choice",        LESSON,  "fact: middel", "fact: ‸middl"),
    ("expected-choice",        LESSON,  "role: DV", "role: ‸MR"),
    ("expected-choice",        LESSON,  "message: Response", "message: ‸Respons"),
    ("expected-choice",        LESSON,  "to: HM", "to: ‸HN"),
    ("expected-password-hash", NETWORK, "password: scrypt$16$", "password: ‸scrypt$1048576$"),
    ("expected-password-hash", NETWORK, "password: scrypt$16$", "password: ‸scrypt$15$"),
    ("expected-password-hash", NETWORK, "password: scrypt$16$1$1$", "password: ‸scrypt$16$1$1$x"),
    ("expected-base32",        NETWORK, "    totp-secret: GEZDGNBVGY3TQOJQ", "    totp-secret: ‸geheim"),
    ("empty-text",             TEXTS,   "title: Welkom", 'title: ‸"  "'),
    ("empty-text",             TEXTS,   "title: Welkom", "title: ‸null"),
    ("empty-text",             TEXTS,   "hints: [Breek af.]", 'hints: [‸""]'),
    ("looks-like-boolean",     LESSON,  'key: "no"', "key: ‸no"),
    ("looks-like-boolean",     LESSON,  '["yes", "no"]', '["yes", ‸no]'),
    ("looks-like-boolean",     TEXTS,   "title: Welkom", "title: ‸On"),
    ("looks-like-number",      NETWORK, 'pincode: "1234"', "pincode: ‸1234"),
    ("looks-like-number",      TEXTS,   "title: Welkom", "title: ‸1e3"),
    ("looks-like-number",      TEXTS,   "{label: de makelaar,", "{label: ‸1:30,"),
    ("looks-like-number",      TEXTS,   "why: Die zoekt uit wie het vaststelt.", "why: ‸.5"),
    ("looks-like-time",        TEXTS,   "title: Welkom", "title: ‸2026-03-02"),
    ("too-few",                TEXTS,   "hints: [Breek af.]", "hints: ‸[]"),
    ("too-few",                COURSE,  "[tiny]", "‸[]"),
    ("too-few",                LESSON,  "options: [HM, AD]", "options: ‸[]"),
    ("too-many",               TEXTS,   "hints: [Breek af.]", "hints: ‸[a, b, c, d]"),
    ("newer-format",           LESSON,  "format: 1", "format: ‸2"),
    ("newer-format",           COURSE,  "format: 1", "format: ‸99"),
    # references
    ("duplicate-id",           COURSE,  "[tiny]", "[tiny, ‸tiny]"),
    ("duplicate-id",           NETWORK, SERVICE, SERVICE + SERVICE.replace("loket,", "‸loket,")),
    ("duplicate-id",           NETWORK, "urn:etoegang:AD:00000004000000030000:entities:9103",
                                        "‸urn:etoegang:HM:00000004000000020000:entities:9102"),
    ("duplicate-id",           LESSON,  "- id: cancelled", "- id: ‸served"),
    ("duplicate-id",           NETWORK, MIES, MINA.replace("mina", "mies") + MIES.replace("mies", "‸mies")),
    ("duplicate-id",           NETWORK, MIES, MINA.replace("-2", "-1") + MIES.replace("name-id: ", "name-id: ‸")),
    ("duplicate-id",           NETWORK, PAS, PAS + PAS.replace("M-3", "‸M-3")),
    ("duplicate-id",           LESSON,  "- id: stop\n        kind: do\n        right: cancel",
                                        "- id: ‸prove\n        kind: do\n        right: cancel\n"
                                        "      - id: stop\n        kind: do\n        right: cancel"),
    ("duplicate-id",           LESSON,  "[HM, AD]", "[HM, AD, ‸AD]"),
    ("unknown-party",          NETWORK, "dv: dorp", "dv: ‸drop"),
    ("unknown-party",          NETWORK, "ad: dienst", "ad: ‸makelaar"),
    ("unknown-service",        LESSON,  "service: loket", "service: ‸lokt"),
    ("unknown-gebruiker",      LESSON,  "gebruiker: mies", "gebruiker: ‸meis"),
    ("unknown-gebruiker",      NETWORK, "holder: mies", "holder: ‸meis"),
    ("unknown-middel",         NETWORK, "[M-1, M-2", "[M-1, ‸M-9, M-2"),
    ("unknown-middel",         NETWORK, "{number: M-1", "{number: ‸M-9"),
    ("unregistered-middel",    LESSON,  "{middel: M-3}", "{middel: ‸M-9}"),
    ("missing-role",           NETWORK, ABOVE + DV + HM + AD, ABOVE + "  ‸" + DV[2:] + HM),
    ("shared-key",             NETWORK, "key: mini-ad", "key: ‸mini-dv"),
    ("one-makelaar",           NETWORK, ABOVE + DV, ABOVE + "  ‸" + DV[2:] + SECOND_HM),
    # lessons and their texts
    ("id-not-folder",          LESSON,  "id: tiny", "id: ‸small"),
    ("missing-card-text",      TEXTS,   WELCOME + "  sign-in:", "  ‸sign-in:"),
    ("missing-option-text",    TEXTS,   HM_OPTION + "      AD:", "      ‸AD:"),
    ("missing-why",            TEXTS,   "{label: ja, why: Zoek het maar in het antwoord.}", "‸{label: ja}"),
    ("missing-hints",          TEXTS,   "    title: Stop ermee\n    text: Bedenk je.\n    hints: [Breek af.]\n",
                                        "    ‸title: Stop ermee\n    text: Bedenk je.\n"),
    ("unknown-card",           TEXTS,   "  answer:", "  ‸extra: {title: a, text: b}\n  answer:"),
    ("unknown-option",         TEXTS,   "      AD: {label", "      ‸DV: {label: ik, why: nee}\n      AD: {label"),
    ("key-not-an-option",      LESSON,  "key: HM", "key: ‸HN"),
    ("yes-and-no",             LESSON,  CLAIM + "[HM", CLAIM.replace(RECEIVER, KNOWS) + "‸[HM"),
)
# fmt: on
