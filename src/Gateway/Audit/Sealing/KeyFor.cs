using Gateway.Rules.Identifiers;

namespace Gateway.Audit.Sealing;

/// <summary>What a subject's key is for: one child, one controller, one kind of record. Printing one shows nothing.</summary>
internal readonly record struct KeyFor(NhsNumber Child, RetentionClass Retention)
{
    public static KeyFor Of(in ChildSection section) => new(section.Child, section.Retention);

    public override string ToString() => "(a subject's key)";
}
