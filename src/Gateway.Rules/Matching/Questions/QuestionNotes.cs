namespace Gateway.Rules.Matching.Questions;

/// <summary>What of the question was left out, for the asker to be told. It depends on the question alone, never on who is held.</summary>
[Flags]
public enum QuestionNotes : byte
{
    /// <summary>Everything was used.</summary>
    None = 0,

    /// <summary>The pupil number cannot be right and was left out.</summary>
    UpnLeftOut = 1,

    /// <summary>The postcode is no full postcode, or is that of no fixed abode, and was left out.</summary>
    PostcodeLeftOut = 2,

    /// <summary>The given name stands for no name ("Baby") and was left out.</summary>
    GivenLeftOut = 4,

    /// <summary>The family name stands for no name and was left out.</summary>
    SurnameLeftOut = 8,

    /// <summary>The date does not exist and was left out.</summary>
    DateLeftOut = 16,
}
