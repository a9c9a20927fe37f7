using System.Collections.Immutable;

namespace Gateway.Rules.Ledger.Witnessing;

/// <summary>Which witnesses are enough (C2SP tlog-policy, "Defining the quorum" and "Defining a witness group").</summary>
public abstract record Quorum
{
    private Quorum() { }

    /// <summary>True where these witnesses together are enough.</summary>
    public abstract bool IsMet(IReadOnlySet<Witness> cosigned);

    /// <summary>Nobody is needed.</summary>
    public sealed record Nobody : Quorum
    {
        /// <inheritdoc/>
        public override bool IsMet(IReadOnlySet<Witness> cosigned) => true;
    }

    /// <summary>This one is needed.</summary>
    public sealed record One(Witness Witness) : Quorum
    {
        /// <inheritdoc/>
        public override bool IsMet(IReadOnlySet<Witness> cosigned)
        {
            ArgumentNullException.ThrowIfNull(cosigned);
            return cosigned.Contains(Witness);
        }
    }

    /// <summary>At least <paramref name="Least"/> of these are needed, each a witness or a group.</summary>
    public sealed record Group(int Least, ImmutableArray<Quorum> Members) : Quorum
    {
        /// <inheritdoc/>
        public override bool IsMet(IReadOnlySet<Witness> cosigned) => Members.Count(m => m.IsMet(cosigned)) >= Least;
    }
}
