using Gateway.Audit.Sealing;
using Gateway.Rules.Identifiers;

namespace Gateway.Audit.Search;

/// <summary>Whose history is read. Printing one shows nothing.</summary>
internal abstract record AccessOf
{
    private AccessOf() { }

    public abstract Subject Subject { get; }

    public sealed override string ToString() => $"({Subject.Kind})";

    /// <summary>Who has asked about this child?</summary>
    public sealed record ToChild(NhsNumber Number) : AccessOf
    {
        public override Subject Subject => Subject.Child(Number);
    }

    /// <summary>What has this practitioner asked?</summary>
    public sealed record ByPractitioner(string Agency, string Id) : AccessOf
    {
        public override Subject Subject => Subject.Practitioner(Agency, Id);
    }

    /// <summary>What has this agency asked?</summary>
    public sealed record ByAgency(string Id) : AccessOf
    {
        public override Subject Subject => Subject.Agency(Id);
    }
}
