namespace Gateway.Audit;

/// <summary>Whose record it is and of which kind: together they say how long it is kept, and which key is destroyed at the end.</summary>
/// <param name="Controller">The agency that answers for the record.</param>
public readonly record struct RetentionClass(string Controller, RecordType Record)
{
    public static RetentionClass Decision(string controller) => new(controller, RecordType.Decision);

    public static RetentionClass Consent(string controller) => new(controller, RecordType.Consent);

    public static RetentionClass Reading(string controller) => new(controller, RecordType.Reading);
}

/// <summary>A number once assigned is never given another meaning.</summary>
public enum RecordType : byte
{
    /// <summary>What was asked, decided, disclosed and told.</summary>
    Decision = 1,

    /// <summary>What a family agreed to and was told.</summary>
    Consent = 2,

    /// <summary>Who read what the ledger or the gateway holds about a child.</summary>
    Reading = 3,
}
