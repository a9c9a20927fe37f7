namespace Gateway.Audit.Publishing;

/// <summary>What holding one thing against another came to.</summary>
internal enum Standing
{
    /// <summary>There is nothing to hold it against, or it could not be read.</summary>
    NotKnown,

    Holds,

    /// <summary>It was looked at and does not hold.</summary>
    Broken,
}
