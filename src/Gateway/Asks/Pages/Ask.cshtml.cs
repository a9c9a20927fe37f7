using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Disclosure.Pages;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Asks.Pages;

/// <summary>One ask: for whoever decides the answer, with what the asker will see before it is sent; for whoever asked, what became of it.</summary>
public sealed class AskModel : AskPage
{
    private const string Folder = "/Asks/Pages/";

    public Ask Asked { get; private set; } = null!;

    public TypedAnswer Typed { get; private set; } = TypedAnswer.Empty;

    public string Interest { get; private set; } = "";

    /// <summary>An id of the form, so that a release is collected once however often it is pressed.</summary>
    public string FormId { get; } = Guid.NewGuid().ToString("D");

    public bool IsLapsed => Use<CollectRelease>().IsLapsed(Asked);

    public bool Goes => Asked.AskedItems.Any(item => Asked.FormOf(item) != "none");

    /// <summary>Whom to ring: whoever asked, for whoever decides; and the other way about.</summary>
    public ImmutableArray<RingAnswer> Ring => Use<Register>().Agencies.GetValueOrDefault(IsMine(Asked) ? Asked.Holder : Asked.AskerAgency) is { } other
        ? [Use<WhomToRing>().Line(IsMine(Asked) ? "If it is urgent. Do not wait for this screen" : "To talk to whoever asked", other.Telephones)]
        : [];

    public WrittenAs Written => WrittenAs.Of(Asked);

    /// <summary>Each item with the reason for which a person decides it.</summary>
    public IEnumerable<(Item Item, string Reason)> Items => Asked.Items.Split(' ').Select(kept => kept.Split('=', ':')).Select(parts =>
        (ItemWords.TryRead(parts[0], out var item) ? item : throw new InvalidDataException("A stored item does not read."), Use<PoliciesInForce>().Current?.Reasons.GetValueOrDefault(parts[2]) ?? ""));

    public async Task<IActionResult> OnGetAsync(Guid id) => await ShowAsync(id) ?? Page();

    public async Task<IActionResult> OnPostAsync(Guid id)
    {
        var form = Request.Form;
        Typed = TypedAnswer.From(form);
        return form["do"].ToString() switch
        {
            "collect" => await CollectAsync(id, form["request"].ToString()),
            "interest" => await RecuseAsync(id, form["interest"].ToString()),
            "send" => await OfAsync(id, await Use<AnswerAsk>().RunAsync(Who, id, Typed.Body(), HttpContext.RequestAborted)),
            "preview" => await OfAsync(id, await Use<AnswerAsk>().TryAsync(Who, id, Typed.Body(), HttpContext.RequestAborted)),
            _ => await ShowAsync(id) ?? Page(),
        };
    }

    /// <summary>What the asker is shown of an item, before they collect it.</summary>
    public string Will(Item item, string form) => form switch
    {
        "whole" => "Goes",
        "minimal" => Use<PoliciesInForce>().Current?.Terms(item).MinimalForm is { Length: > 0 } minimal ? $"Goes in short form: {char.ToLowerInvariant(minimal[0])}{minimal[1..]}" : "Goes in short form",
        _ => "Does not go",
    };

    private async Task<IActionResult> RecuseAsync(Guid id, string interest)
    {
        Interest = interest;
        var reply = await Use<AnswerAsk>().RunAsync(Who, id, TypedAnswer.Recusal(interest), HttpContext.RequestAborted);
        return reply is AskReply.Faulty ? await ShowAsync(id) ?? Again([new FieldFault("interest", "Enter what your interest is")]) : await OfAsync(id, reply);
    }

    private async Task<IActionResult> OfAsync(Guid id, AskReply reply) => reply switch
    {
        AskReply.Shown => Redirect($"/asks/{id}"),
        AskReply.Holds(var ask, var answer) => Preview(ask, answer),
        AskReply.Faulty(var faults) => await ShowAsync(id) ?? Again(Typed.OnPage(faults, Asked)),
        AskReply.PersonalInterest => this.Show(Folder + "Passed.cshtml", new SaidPage("A colleague decides this", "You have a personal interest in this request. It is recorded, and you do not see it again."), StatusCodes.Status200OK),
        AskReply.ByAnother => this.Show(Folder + "Passed.cshtml", new SaidPage("This has been answered", "The first answer stands. What you wrote now was not sent."), StatusCodes.Status409Conflict),
        AskReply.NotFound => NotFound(),
        _ => Closed(),
    };

    private ViewResult Preview(Ask ask, AskAnswered answer)
    {
        Asked = ask;
        return this.Show(Folder + "Preview.cshtml", new PreviewPage(this, answer));
    }

    private async Task<IActionResult> CollectAsync(Guid id, string request)
    {
        if (!Guid.TryParseExact(request, "D", out var requestId) || requestId == Guid.Empty) return BadRequest();
        return await Use<CollectRelease>().FindAsync(Who, id, HttpContext.RequestAborted) switch
        {
            ToCollect.Ready(var ask, var question) => ShowOutcome.Of(
                this, await Use<AnswerOnce>().AskAsync(AskedFrom.Page, Who, requestId, question, Use<PoliciesInForce>().Current, ask), Who, request, (page, _) => page),
            ToCollect.NotFound => NotFound(),
            _ => await ShowAsync(id) ?? Page(),
        };
    }

    // Null where it is there to be shown.
    private async Task<IActionResult?> ShowAsync(Guid id)
    {
        switch (await Use<TheirAsks>().OneAsync(Who, id, HttpContext.RequestAborted))
        {
            case AskReply.Shown(var ask, _):
                Asked = ask;
                return null;
            case AskReply.NotFound: return NotFound();
            default: return Closed();
        }
    }

    private PageResult Again(ImmutableArray<FieldFault> faults)
    {
        Faults = faults;
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }
}

/// <summary>What the asker will see of an answer that was not sent yet.</summary>
internal sealed record PreviewPage(AskModel Page, AskAnswered Answer)
{
    public string FormOf(Item item) => Answer.Forms.Split(' ').Select(one => one.Split('=')).First(one => one[0] == item.Word())[1];
}

/// <summary>What became of it, in a title and a sentence or two.</summary>
public sealed record SaidPage(string Title, string Words);
