using System.Collections.Immutable;
using System.Text.Json;
using Gateway.Concerns.Store;
using Gateway.Referrals.Form;
using Gateway.Referrals.Pages.Boxes;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Concerns.Pages;

/// <summary>A page about one concern, to whoever has it: to anybody else it is not there.</summary>
internal abstract class SeenPage : ConcernPage
{
    internal ConcernSeen.Shown Seen { get; private set; } = null!;

    internal Concern Concern { get; private set; } = null!;

    private protected ConcernPart Part { get; private set; }

    /// <summary>The ledger is closed: of the concern nothing is shown, of what was typed everything.</summary>
    public bool IsUnrecorded { get; private set; }

    public bool IsLead => Part == ConcernPart.Lead;

    public bool IsReceiver => Part == ConcernPart.Receiver;

    public string Here => $"/concerns/{Concern.Id}";

    internal JsonElement Written => Use<SealConcerns>().Open(Concern);

    /// <summary>How to handle it, before anything else is read.</summary>
    internal ImmutableArray<string> Flags =>
    [
        .. Concern.DangerNow && !IsUnrecorded ? (ImmutableArray<string>)["Danger now. Ring 999 if nobody has."] : [],
        Part switch
        {
            ConcernPart.Receiver => "Only you and the others who receive this may know of it. Do not tell the person it is about.",
            ConcernPart.Lead => "Speak of this only with who needs to know. Do not ask the child to tell it again.",
            _ => "Speak of this with nobody but a safeguarding lead. Do not ask the child to tell it again.",
        },
    ];

    /// <param name="typed">Something was typed on the page: it is shown again, whatever else cannot be.</param>
    private protected async Task<IActionResult?> ReadAsync(Guid id, bool typed = false)
    {
        switch (await Use<ReadConcerns>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case ConcernSeen.Shown seen:
                (Seen, Concern, Part) = (seen, seen.Concern, seen.Part);
                return null;
            case ConcernSeen.Closed closed when typed:
                (Concern, Part, IsUnrecorded) = (closed.Concern, closed.Part, true);
                return null;
            case ConcernSeen.NotFound: return NotFound();
            default: return Closed();
        }
    }

    /// <summary>What stands in the boxes now: a script sends it while somebody types, and nothing is shown.</summary>
    private protected async Task<IActionResult> KeepAsync(Guid id, string page, IEnumerable<FormField> fields, bool asLead)
    {
        if (await Use<ReadConcerns>().PartAsync(Who, id, HttpContext.RequestAborted) is var part && (part == ConcernPart.None || (asLead && part != ConcernPart.Lead))) return NotFound();
        await KeepAsync(page, Typed.From(Request.Form, fields));
        return StatusCode(StatusCodes.Status204NoContent);
    }
}
