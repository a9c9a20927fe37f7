using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Concerns.Store;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>A page about one concern, to whoever has it: to anybody else it is not there.</summary>
internal abstract class SeenPage : ConcernPage
{
    internal ConcernSeen.Shown Seen { get; private set; } = null!;

    internal Concern Concern => Seen.Concern;

    public bool IsLead => Seen.Part == ConcernPart.Lead;

    public bool IsReceiver => Seen.Part == ConcernPart.Receiver;

    public string Here => $"/concerns/{Concern.Id}";

    internal JsonElement Written => Use<SealConcerns>().Open(Concern);

    /// <summary>How to handle it, before anything else is read.</summary>
    internal ImmutableArray<string> Flags =>
    [
        .. Concern.DangerNow ? (ImmutableArray<string>)["Danger now. Ring 999 if nobody has."] : [],
        Seen.Part switch
        {
            ConcernPart.Receiver => "Only you and the others who receive this may know of it. Do not tell the person it is about.",
            ConcernPart.Lead => "Speak of this only with who needs to know. Do not ask the child to tell it again.",
            _ => "Speak of this with nobody but a safeguarding lead. Do not ask the child to tell it again.",
        },
    ];

    private protected async Task<IActionResult?> ReadAsync(Guid id)
    {
        switch (await Use<ReadConcerns>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case ConcernSeen.Shown seen:
                Seen = seen;
                return null;
            case ConcernSeen.NotFound: return NotFound();
            default: return Closed();
        }
    }
}
