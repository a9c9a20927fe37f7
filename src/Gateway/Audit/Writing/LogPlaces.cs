using Gateway.Audit.Anchoring;
using Gateway.Audit.Storage;
using Gateway.Rules.Ledger.Checkpoints;

namespace Gateway.Audit.Writing;

/// <summary>
/// Which log the anchor says is written here, held against which one the store holds. The anchor knows a log before its store does: a
/// process that ended in between goes on under the same name. Does nothing where nothing is anchored.
/// </summary>
internal sealed class LogPlaces(Anchor? anchor, LedgerSettings settings)
{
    private IReadOnlyList<AnchorPlace> _places = [];

    /// <summary>Looks again.</summary>
    public void Read() => _places = anchor?.Places() ?? [];

    public IReadOnlyList<AnchorPlace> All => _places;

    /// <summary>Whether an empty store may begin its first log.</summary>
    public bool MayBeginFirst => _places.Count == 0 ? settings.MayBegin : _places is [{ Newest: null, IsOpened: false }];

    public string WhyNone => _places.Count == 0 ? Rollback.NothingBegun : Rollback.Emptied(_places.Max(place => place.Size));

    /// <summary>What of a log was signed, as far as the anchor knows.</summary>
    public IReadOnlyList<Checkpoint> Signed(string log) =>
        [.. _places.Where(place => place.Origin == log).Select(place => place.Newest?.Head.Checkpoint).OfType<Checkpoint>()];

    /// <summary>The name for the next log: the one that was promised to it before, or this one.</summary>
    public string Begin(string name)
    {
        if (anchor is null) return name;
        Read();
        return _places is [.., { Newest: null, IsOpened: false, Origin: var promised }] ? promised : anchor.Begin(_places is [.., var last] ? last.Origin : null, name);
    }

    public void Opened(string log) => anchor?.Opened(log);

    /// <summary>What is wrong where the anchor and the store speak of two logs, or null. A log that was closed may wait for the one after it.</summary>
    public string? WhatIsWrong(LogIdentity log, VerifiedHead head)
    {
        if (anchor is null || _places is [.., var last] && last.Origin == log.Name) return null;
        if (_places.Count == 0) return head.Size > 0 && anchor.Places().Count == 0 ? Rollback.Unanchored(head.Size) : null;
        if (_places is not [.., var before, { Newest: null, IsOpened: false }] || before.Origin != log.Name) return Rollback.OfAnother(_places[^1].Origin, log.Name);
        return head.IsClosed ? null : "a new log was to be begun after this one, and was not: finish with Gateway ledger begin";
    }

    /// <summary>The store holds the log, and it is whole.</summary>
    public void Keep(LogIdentity log)
    {
        if (anchor is null || _places is [.., { IsOpened: true }]) return;
        if (_places.Count == 0) anchor.Begin(null, log.Name);
        anchor.Opened(log.Name);
    }
}
