#!/usr/bin/env python3
"""A second verifier of evidence packs, written from contracts/ledger/evidence-pack.md and the public specifications alone.
    verify.py PACK POLICY    every entry, tile, checkpoint and opened section of a pack in a folder
    verify.py                the same for each line "PACK<tab>POLICY" of the standard input
Prints HOLDS or "FAILS place: why" for each; ends with 0 where all hold. Slow, standard library only: for tests, not for use.
"""
import base64, hashlib, json, os, re, sys, unicodedata

TOLERANCE, BIG = 60_000, 2**63 - 1
class Bad(Exception): pass
def check(holds, where, why):
    if not holds:
        raise Bad(f"{where}: {why}")

def sha(*parts): return hashlib.sha256(b"".join(parts)).digest()
def be(data): return int.from_bytes(data, "big")

def root(hashes):  # RFC 6962, 2.1
    while len(hashes) > 1:
        hashes = [sha(b"\1", *hashes[i:i + 2]) if i + 1 < len(hashes) else hashes[i] for i in range(0, len(hashes), 2)]
    return hashes[0] if hashes else sha(b"")

def times(add, total, point, factor):
    for bit in bin(factor)[2:]:
        total = add(total, total)
        total = add(total, point) if bit == "1" else total
    return total

# RFC 8032, 5.1.7
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ZERO, BASE = (0, 1, 1, 0), bytes([0x58] + [0x66] * 31)
def ed_add(a, b):
    x, y = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    t, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = y - x, z - t, z + t, y + x
    return e * f % P, g * h % P, f * g % P, e * h % P
def ed_point(data):
    number = int.from_bytes(data, "little")
    odd, y = number >> 255, number & (2**255 - 1)
    x2 = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(x2, (P + 3) // 8, P)
    x = x if x * x % P == x2 else x * pow(2, (P - 1) // 4, P) % P
    good, x = y < P and x * x % P == x2 and not (x == 0 and odd), P - x if x % 2 != odd else x
    return (x, y, 1, x * y % P) if good else None
def ed25519(key, message, signature):
    a, s = ed_point(key), int.from_bytes(signature[32:], "little")
    if len(signature) != 64 or a is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    x, y, z, _ = ed_add(times(ed_add, ZERO, ed_point(BASE), s), times(ed_add, ZERO, (P - a[0], a[1], 1, P - a[3]), h))
    x, y = x * pow(z, P - 2, P) % P, y * pow(z, P - 2, P) % P
    return (y | (x & 1) << 255).to_bytes(32, "little") == signature[:32]

# FIPS 186-5, 6.4.2 on P-256, with the complete addition of Renes, Costello and Batina in projective coordinates
Q = 2**256 - 2**224 + 2**192 + 2**96 - 1
N = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551
B = 0x5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b
G = (0x6b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296,
     0x4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5, 1)
SPKI = bytes.fromhex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
def p_add(p, q):
    (x1, y1, z1), (x2, y2, z2) = p, q
    xx, yy, zz = x1 * x2 % Q, y1 * y2 % Q, z1 * z2 % Q
    xy, yz, xz = (x1 * y2 + x2 * y1) % Q, (y1 * z2 + y2 * z1) % Q, (x1 * z2 + x2 * z1) % Q
    m, n, t = 3 * (xz - B * zz) % Q, 3 * (B * xz - 3 * zz - xx) % Q, 3 * (xx - zz) % Q
    return ((yy + m) * xy - yz * n) % Q, ((yy - m) * (yy + m) + t * n) % Q, (yz * (yy - m) + xy * t) % Q
def der_numbers(der):  # SEQUENCE { r, s } in its one spelling
    end = 4 + der[3] if len(der) > 4 else 0
    numbers = [be(der[4:end]), be(der[end + 2:])]
    whole = b"".join(b"\2" + bytes([w]) + n.to_bytes(w, "big") for n in numbers for w in [n.bit_length() // 8 + 1])
    return numbers if len(whole) < 128 and der == b"\x30" + bytes([len(whole)]) + whole else None
def p256(spki, message, signature):
    numbers = der_numbers(signature[:80])
    if not numbers or not all(0 < n < N for n in numbers):
        return False
    r, w, key = numbers[0], pow(numbers[1], N - 2, N), (be(spki[27:59]), be(spki[59:]), 1)
    x, _, z = p_add(times(p_add, (0, 1, 0), G, be(sha(message)) * w % N), times(p_add, (0, 1, 0), key, r * w % N))
    return z != 0 and x * pow(z, Q - 2, Q) % Q % N == r

# C2SP signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy
OWN = b"\xffgateway-ledger/cosignature-p256/v1\0"
def b64(text):
    data = base64.b64decode(text) if re.fullmatch("(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==|[A-Za-z0-9+/]=))?", text) else b""
    return data if base64.b64encode(data).decode() == text else b""
def number(text):
    return int(text) if re.fullmatch("0|[1-9][0-9]{0,18}", text) and int(text) <= BIG else None
def named(name):
    return 0 < len(name) < 256 and not any(c.isspace() or c in "+\ufffd" or unicodedata.category(c) == "Cc" for c in name)

def read_key(text):
    name, ident, key = text.split("+", 2)
    kind = OWN if b64(key).startswith(OWN) else b64(key)[:1]
    data = b64(key)[len(kind):]
    hashed = data if kind == b"\2" else name.encode() + b"\n" + kind + data
    shaped = data.startswith(SPKI) and len(data) == 91 if kind in (b"\2", OWN) else len(data) == 32 and kind in (b"\1", b"\4")
    check(named(name) and shaped and sha(hashed)[:4].hex() == ident, "the policy", "a key is not usable")
    return name, ident, kind, data

def read_policy(path):
    logs, witnesses, groups, quorum = [], {}, {"none": (0, [])}, None
    for line in open(path, encoding="utf-8"):
        word, *rest = line.split() or ["#"]
        if word == "log":
            sizes = re.fullmatch(r"\[(\d+),(\d*)\)", rest[-1])
            logs.append((read_key(rest[0]), int(sizes[1]) if sizes else 0, int(sizes[2] or BIG + 1) if sizes else BIG + 1))
        elif word == "witness":
            witnesses[rest[0]], groups[rest[0]] = read_key(rest[1]), (1, None)
        elif word == "group":
            groups[rest[0]] = ({"all": len(rest) - 2, "any": 1}.get(rest[1]) or int(rest[1]), rest[2:])
        elif word == "quorum":
            quorum = rest[0]
    return logs, witnesses, groups, quorum
def met(groups, name, cosigned):
    least, members = groups[name]
    return name in cosigned if members is None else sum(met(groups, m, cosigned) for m in members) >= least

def verifies(key, text, signature):
    _, _, kind, data = key
    if kind in (b"\1", b"\2"):
        return (ed25519 if kind == b"\1" else p256)(data, text.encode(), signature)
    time, message = be(signature[:8]), f"cosignature/v1\ntime {be(signature[:8])}\n{text}".encode()
    return 0 < time <= BIG and (ed25519 if kind == b"\4" else p256)(data, message, signature[8:])

def read_head(data, where, policy, quorum_needed=True):
    """Origin, size, root and the witnesses' times of a checkpoint that the policy believes."""
    note = data.decode("utf-8", "replace")
    cut = note.rfind("\n\n")
    check(note.encode() == data and not any(c < " " and c != "\n" for c in note) and note.endswith("\n") and 0 <= cut < len(note) - 2, where, "not a note")
    signatures = [re.fullmatch("\u2014 ([^ ]+) ([^ ]+)", line) for line in note[cut + 2:-1].split("\n")]
    check(len(signatures) <= 64 and all(m and named(m[1]) and len(b64(m[2])) > 4 for m in signatures), where, "not a note")
    lines = note[:cut + 1].split("\n")
    check(len(lines) >= 4 and all(lines[:-1]) and number(lines[1]) is not None and len(b64(lines[2])) == 32, where, "not a checkpoint")
    size, tree, (logs, witnesses, groups, quorum) = number(lines[1]), b64(lines[2]), policy
    logs, held = [log for log in logs if log[0][0] == lines[0]], {}
    check(logs and (size or tree == sha(b"")), where, "another log, or impossible")
    for name, blob in [(m[1], b64(m[2])) for m in signatures]:
        for key in [k for k in [log[0] for log in logs] + list(witnesses.values()) if k[:2] == (name, blob[:4].hex())]:
            check(verifies(key, note[:cut + 1], blob[4:]), where, "bad signature")
            held.setdefault(key, be(blob[4:12]))
    check(any(key in held and first <= size < end for key, first, end in logs), where, "not signed by its log for this size")
    cosigned = {w: held[k] for w, k in witnesses.items() if k in held}
    check(met(groups, quorum, cosigned) or not quorum_needed, where, "no quorum")
    return lines[0], size, tree, list(cosigned.values())

# contracts/ledger/evidence-pack.md
def get(folder, path, needed=True):
    there = os.path.isfile(os.path.join(folder, path))
    check(there or not needed, path, "not there")
    return open(os.path.join(folder, path), "rb").read() if there else b""
def tile_path(kind, index, width):
    groups = re.findall("...", f"{index:0{-(-len(str(index)) // 3) * 3}}")
    return "/".join([kind] + ["x" + g for g in groups[:-1]] + groups[-1:]) + ("" if width == 256 else f".p/{width}")
def read_tile(folder, level, index, size):
    width = min(256, (size >> 8 * level) - 256 * index)
    path = tile_path(f"tile/{level}", index, width)
    data = get(folder, path)
    check(len(data) == 32 * width, path, "another length")
    return path, [data[i:i + 32] for i in range(0, len(data), 32)]
def read_bundle(folder, index, size):
    width, at, entries = min(256, size - 256 * index), 0, []
    path = tile_path("tile/entries", index, width)
    data = get(folder, path)
    while len(entries) < width and at + 2 <= len(data):
        entries.append(data[at + 2:at + 2 + be(data[at:at + 2])])
        at += 2 + be(data[at:at + 2])
    check(len(entries) == width and at == len(data), path, "not a bundle")
    return entries

def check_sealed(folder, index, entries):
    path, at, counts = tile_path("sealed", index, len(entries)), 0, []
    data = get(folder, path, needed=False)
    for _ in entries if os.path.exists(os.path.join(folder, path)) else []:
        counts, at = counts + [be(data[at:at + 2])], at + 2
        for _ in range(counts[-1]):
            check(at + 4 <= len(data) and be(data[at:at + 4]) <= 80 * 1024, path, "not sealed sections")
            at += 4 + be(data[at:at + 4])
        check(0 < counts[-1] <= 2045 and at <= len(data), path, "not sealed sections")
    check(at == len(data), path, "not sealed sections")
    for i, (entry, count) in enumerate(zip(entries, counts)):
        check(count == 1 + be(entry[109:111]) // 32, f"entry {256 * index + i}", "another number of sections")

def check_opened(folder, leaves):
    last, data = (-1, 0), get(folder, "opened.ndjson", needed=False).decode("latin-1")
    for i, line in enumerate(data.removesuffix("\n").split("\n") if data else [], 1):
        match = re.fullmatch(r'\{"index":(\d+),"section":(\d+),"salt":"([^"]*)","bytes":"([^"]*)"\}', line, re.A)
        check(match and None not in map(number, match.groups()[:2]) and len(b64(match[3])) == 32 and b64(match[4]), f"line {i} of opened.ndjson", "not an opened section")
        index, section, where = int(match[1]), int(match[2]), f"entry {match[1]}"
        check(last < (index, section) and index < len(leaves) and section <= be(leaves[index][109:111]) // 32, where, "no such section, or not in order")
        last, at = (index, section), 77 if section == 0 else 79 + 32 * section
        check(leaves[index][at:at + 32] == sha(b"gateway-ledger/commit/v1\0", b64(match[3]), b64(match[4])), where, "another commitment")
def is_leaf(b):
    shaped = len(b) >= 112 and b[0] == 1 and b[1] and b[44] and be(b[2:10]) <= 253_402_300_799_999
    return shaped and be(b[109:111]) % 32 == 0 and len(b) == 112 + be(b[109:111]) and b[-1] == 0

def verify(folder, policy):
    policy = read_policy(policy)
    try:
        pairs = json.loads(get(folder, "log.json").decode("utf-8"), object_pairs_hook=list)
    except ValueError:
        pairs = []
    check(sorted(k for k, _ in pairs) == ["first", "format", "origin", "previous", "scope"], "log.json", "not its members")
    log = dict(pairs)
    check(log["format"] == "gateway-ledger/leaf/v1", "log.json", "another format")
    origin, size, tree, seen_at = read_head(get(folder, "checkpoint"), "checkpoint", policy)
    check(origin == log["origin"], "checkpoint", "another log")
    names = os.listdir(os.path.join(folder, "checkpoints")) if os.path.isdir(os.path.join(folder, "checkpoints")) else []
    check(all(number(n) is not None and number(n) <= size for n in names), "checkpoints/", "a name is no size")
    leaves, hashes, last, seen = [], [], 0, 0
    def bound(witnessed):
        first = min(witnessed) * 1000 if witnessed and leaves else BIG
        check(last - TOLERANCE <= first, f"entry {len(leaves) - 1}", "later than a witness saw it")
        return max(seen, first) if first < BIG else seen
    def reached():
        path = f"checkpoints/{len(leaves)}"
        head = read_head(get(folder, path), path, policy, quorum_needed=False)
        check(head[:3] == (origin, len(leaves), root(hashes)), path, "another log, size or root")
        return bound(head[3])
    seen = reached() if "0" in names else 0
    for index in range(-(-size // 256)):
        entries, (path, tile) = read_bundle(folder, index, size), read_tile(folder, 0, index, size)
        check_sealed(folder, index, entries)
        for entry, there in zip(entries, tile):
            where, time = f"entry {len(leaves)}", be(entry[2:10])
            check(is_leaf(entry), where, "not a leaf")
            check(sha(b"\0", entry) == there, where, f"not the hash in {path}")
            check(last <= time and seen - TOLERANCE <= time, where, "before the entry before it, or before a witness saw the tree without it")
            leaves.append(entry)
            hashes.append(there)
            last = time
            seen = reached() if str(len(leaves)) in names else seen
    check(root(hashes) == tree, "checkpoint", "another root")
    for level in range(1, 8):
        for index in range(-(-(size >> 8 * level) // 256)):
            path, tile = read_tile(folder, level, index, size)
            spans = [hashes[(index * 256 + i) << 8 * level:(index * 256 + i + 1) << 8 * level] for i in range(len(tile))]
            check(tile == [root(span) for span in spans], path, "not the hashes of its entries")
    bound(seen_at)
    check_opened(folder, leaves)

failed = 0
for line in ["\t".join(sys.argv[1:])] if len(sys.argv) > 1 else sys.stdin:
    try:
        verify(*line.rstrip("\n").split("\t"))
        print("HOLDS", flush=True)
    except Bad as bad:
        failed = 1
        print(f"FAILS {bad}", flush=True)
sys.exit(failed)
