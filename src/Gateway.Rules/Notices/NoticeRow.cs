using System.Collections.Immutable;
using Gateway.Rules.Policy;

namespace Gateway.Rules.Notices;

/// <summary>Who is told of an event, and how: one row of <c>matrix.csv</c>.</summary>
/// <param name="Red">How urgent it is where the caller says red; as otherwise where the row does not say.</param>
/// <param name="Rises">After so many hours a red one is to be had now; none where it does not rise.</param>
/// <param name="OutOfHours">Who has it instead while the front door is closed.</param>
/// <param name="Next">Who has it next, one after the other, while nobody says that they have it.</param>
/// <param name="Says">All that it may say beside its event.</param>
/// <param name="Items">What it tells of the child; each passes through the policy for the recipient.</param>
public sealed record NoticeRow(
    NoticeEvent Event, NoticeRecipient Recipient, NoticeUrgency Urgency, NoticeUrgency Red, int? Rises, ImmutableArray<NoticeChannel> Channels,
    NoticeRecipient? OutOfHours, ImmutableArray<NoticeRecipient> Next, ImmutableArray<NoticeWord> Says, ImmutableArray<Item> Items)
{
    /// <summary>How urgent it is when it is posted.</summary>
    public NoticeUrgency UrgencyOf(bool red) => red ? Red : Urgency;
}

/// <summary>Who plays a part at an agency of one kind: a row of <c>recipients.csv</c>.</summary>
/// <param name="Kind">A kind of agency of the register, or <c>any</c>.</param>
/// <param name="Roles">Whoever has one of these roles there; none where whoever posts says who it is.</param>
/// <param name="Purpose">For which they are told; none where nothing about a child may be told to them.</param>
/// <param name="Title">Who that is, in words.</param>
public sealed record NoticePart(NoticeRecipient Recipient, string Kind, ImmutableArray<string> Roles, Purpose? Purpose, string Title)
{
    /// <summary>Plays this part at any kind of agency.</summary>
    public const string AnyKind = "any";
}

/// <summary>What people call an event, and what whoever is told does about it: a row of <c>events.csv</c>.</summary>
public sealed record NoticeEventTerms(string Title, string ToDo);
