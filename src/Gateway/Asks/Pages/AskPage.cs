using System.Collections.Immutable;
using Gateway.Agencies;
using Gateway.Disclosure;
using Gateway.Hosting;
using Gateway.Hosting.Pages;
using Gateway.Policy;
using Gateway.Rules.Policy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Gateway.Asks.Pages;

/// <summary>What the pages of asks have in common: who reads, how an ask is said, and one page where the ledger is closed.</summary>
public abstract class AskPage : PageModel
{
    public ImmutableArray<FieldFault> Faults { get; private protected set; } = [];

    public string? FaultOf(string field) => Faults.FirstOrDefault(fault => fault.Field == field)?.Words;

    public string Titled(string title) => Faults.IsEmpty ? title : "Error: " + title;

    public bool IsMine(Ask ask) => WriteAsk.IsAsker(ask, Who);

    public string AgencyOf(string id) => Use<Register>().Agencies.GetValueOrDefault(id)?.Name ?? id;

    /// <summary>Who asks, by name where they have one, and as what.</summary>
    public string Asker(Ask ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        var title = Use<PoliciesInForce>().Current?.Role(ask.AskerRole)?.Title;
        return $"{ask.AskerName ?? ask.Asker}{(title is null ? "" : $" ({title})")}, {AgencyOf(ask.AskerAgency)}";
    }

    public static string PurposeOf(Ask ask) => PurposeWords.TryRead(ask?.Purpose, out var purpose) ? purpose.Name() : "";

    /// <summary>When it is or was due, in words that stand without colour.</summary>
    public string Due(Ask ask)
    {
        ArgumentNullException.ThrowIfNull(ask);
        return ask.AnsweredAt is { } at ? $"Answered {Clock.DayAndTime(at)}" : ask.DueAt <= Now ? $"Overdue since {Clock.DayAndTime(ask.DueAt)}" : $"Due {Clock.DayAndTime(ask.DueAt)}";
    }

    public bool IsOverdue(Ask ask) => ask is { AnsweredAt: null } && ask.DueAt <= Now;

    internal Practitioner Who => WorkAnswers.Who(HttpContext);

    private protected DateTimeOffset Now => Use<TimeProvider>().GetUtcNow();

    internal T Use<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    private protected ViewResult Closed() =>
        this.Show("/Disclosure/Pages/LedgerClosed.cshtml", Use<WhomToRing>().ForAreas(Who.Agency.Areas), StatusCodes.Status503ServiceUnavailable);
}
