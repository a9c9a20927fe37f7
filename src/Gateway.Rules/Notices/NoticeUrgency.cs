using System.Collections.Immutable;
using Gateway.Rules.Consent;

namespace Gateway.Rules.Notices;

/// <summary>How soon somebody must have it (workflows, section 4).</summary>
public enum NoticeUrgency : byte
{
    /// <summary>U1: now, at any hour.</summary>
    Now,
    /// <summary>U2: today, in working hours.</summary>
    Today,
    /// <summary>U3: routine.</summary>
    Routine,
}

/// <summary>By what way it reaches somebody, besides the page.</summary>
public enum NoticeChannel : byte
{
    /// <summary>The pages and the API: every notice.</summary>
    Screen,
    /// <summary>An e-mail that says only "sign in to read".</summary>
    Email,
    /// <summary>A text message. Not sent by this service: an agency's own system may.</summary>
    Text,
    /// <summary>A person rings.</summary>
    Call,
    /// <summary>The agency's own system.</summary>
    System,
}

/// <summary>The words of urgency and channels.</summary>
public static class NoticeUrgencyWords
{
    private static readonly WordTable<NoticeUrgency> Urgencies = new("U1", "U2", "U3");
    private static readonly WordTable<NoticeChannel> Channels = new("screen", "email", "text", "call", "system");

    /// <summary>Every urgency, in words, the most urgent first.</summary>
    public static ImmutableArray<string> All => Urgencies.Words;

    /// <summary>The word on the wire.</summary>
    public static string Word(this NoticeUrgency urgency) => Urgencies.Of(urgency);

    /// <summary>The word on the wire.</summary>
    public static string Word(this NoticeChannel channel) => Channels.Of(channel);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out NoticeUrgency urgency) => Urgencies.TryRead(word, out urgency);

    /// <summary>Reads a word; an unknown one is false.</summary>
    public static bool TryRead(string? word, out NoticeChannel channel) => Channels.TryRead(word, out channel);
}
