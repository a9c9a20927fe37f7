using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Federation.Calls;
using Gateway.Federation.Fhir;
using Gateway.Rules.Federation;
using Gateway.Rules.Policy;

namespace Gateway.Federation;

/// <summary>How custodians of one kind are asked, and how their answers are read.</summary>
internal abstract class Connector
{
    private static readonly ImmutableArray<Connector> All = [new NativeConnector(), new CpIsConnector(), new PatientFlagsConnector(), new EncountersConnector()];

    public static Connector Of(Custodian custodian) => All[(int)custodian.Speaks];

    public abstract Posting Ask(CustodianQuestion question, CheckAsked asked);

    /// <summary>Reads bytes that were verified. Never throws: what is no answer is not known.</summary>
    public abstract Heard Read(ReadOnlyMemory<byte> body, CustodianQuestion question, CheckAsked asked, DateTimeOffset now);
}

/// <summary>What every custodian of one check is asked about.</summary>
/// <param name="Since">The first day of the window that is looked back on.</param>
internal sealed record CheckAsked(Guid RequestId, ChildAsked Child, Purpose Purpose, DateOnly Since);

/// <summary>What an answer says, before its age is judged.</summary>
internal abstract record Heard
{
    private Heard() { }

    public static readonly Heard Rejected = new Nothing(Because.RejectedUnverified);

    /// <summary>It says nothing about any item, and why.</summary>
    public sealed record Nothing(Because Because) : Heard;

    /// <param name="AsOf">Null where it gives no time: nothing in it is then "nothing held".</param>
    public sealed record Items(DateTimeOffset? AsOf, ImmutableArray<ItemSaid> Said) : Heard
    {
        public SaidOfRecord Record { get; init; } = SaidOfRecord.Nothing;
    }
}
