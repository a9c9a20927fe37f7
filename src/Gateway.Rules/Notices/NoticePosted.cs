using System.Collections.Immutable;

namespace Gateway.Rules.Notices;

/// <summary>A notice that the service posts: tables that cannot carry it on every one of their days are refused as a whole.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Recipient">Who is told.</param>
/// <param name="Words">All that it may come to say beside its event.</param>
/// <param name="Kinds">At which kinds of agency it is for whoever plays the part there; none where whoever posts says who it is.</param>
public sealed record NoticePosted(NoticeEvent Event, NoticeRecipient Recipient, ImmutableArray<NoticeWord> Words, ImmutableArray<string> Kinds);
