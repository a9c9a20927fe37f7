using Gateway.Data;
using Gateway.Retention.Store;
using Gateway.Rules.Identifiers;
using Gateway.Rules.Retention;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Retention;

/// <summary>The holds that are on, as they were read under the gate: while that is held, nobody puts another on.</summary>
internal sealed class HoldsInForce
{
    private readonly (Hold Hold, DateOnly? Born, NhsNumber? Number)[] _holds;
    private readonly SealHolds _seal;

    private HoldsInForce(SealHolds seal, IEnumerable<Hold> holds)
    {
        _seal = seal;
        _holds = [.. holds.Select(hold => (hold, seal.Open(hold).Child)).Select(each => (each.hold, each.Child?.DateOfBirth, each.Child?.NhsNumber))];
    }

    public static async Task<HoldsInForce> ReadAsync(GatewayContext db, SealHolds seal, CancellationToken stopping) =>
        new(seal, await db.Set<Hold>().AsNoTracking().Where(hold => hold.LiftedAt == null).ToListAsync(stopping));

    /// <summary>Some controller's hold is on it. A child without a number may be the one whom a hold is about, unless the days of birth differ.</summary>
    public bool Cover(RecordUnit unit) => _holds.Any(each => unit.Controllers.Contains(each.Hold.Agency) && IsOf(each.Hold, unit.Kind)
        && (each.Hold.Child is not { } digest || unit.Children.Any(child => IsAbout(child, digest, each.Born))));

    /// <summary>Everything of this kind that this agency has, or all of it where nobody can say whom it is about.</summary>
    public bool CoverAll(string agency, RecordKind kind, bool nobodyKnowsWhom = false) =>
        _holds.Any(each => each.Hold.Agency == agency && IsOf(each.Hold, kind) && (each.Hold.Child is null || nobodyKnowsWhom));

    /// <summary>The children of whom this agency deletes nothing of this kind.</summary>
    public NhsNumber[] ChildrenOf(string agency, RecordKind kind) =>
        [.. _holds.Where(each => each.Hold.Agency == agency && IsOf(each.Hold, kind)).Select(each => each.Number).OfType<NhsNumber>()];

    /// <summary>Whoever has a hold of this kind, of whomever.</summary>
    public string[] AgenciesOf(RecordKind kind) => [.. _holds.Where(each => IsOf(each.Hold, kind)).Select(each => each.Hold.Agency).Distinct(StringComparer.Ordinal)];

    /// <summary>Anybody's hold of this kind at all.</summary>
    public bool Any(RecordKind kind) => _holds.Any(each => IsOf(each.Hold, kind));

    /// <summary>What the ledger has of a child under a controller's key.</summary>
    public bool CoverChild(string agency, NhsNumber child) =>
        _holds.Any(each => each.Hold.Agency == agency && each.Hold.Record is null && (each.Number is null || each.Number == child));

    private static bool IsOf(Hold hold, RecordKind kind) => hold.Record is null || hold.Record == kind.Word();

    private bool IsAbout(ChildOfUnit child, byte[] digest, DateOnly? born) =>
        child.Number is { } number ? _seal.Child(number).AsSpan().SequenceEqual(digest) : child.Born is null || born is null || child.Born == born;
}
