using System.Text.Json.Nodes;
using Gateway.Disclosure.Pages;
using Microsoft.AspNetCore.Mvc;

namespace Gateway.Consents.Pages;

/// <summary>A yes is taken back: from now on, and at once.</summary>
public sealed class WithdrawModel : FamilyPage
{
    public Guid Consent { get; private set; }

    public string By { get; private set; } = "";

    public IActionResult OnGet() => Redirect("/family");

    public async Task<IActionResult> OnPostAsync()
    {
        Child = CheckForm.From(Request.Form);
        if (!Guid.TryParseExact(Request.Form["consent"], "D", out var consent)) return NotFound();
        Consent = consent;
        if (Request.Form["do"] == "start") return Page();
        By = Typed.One(Request.Form, "by");
        var (outcome, instead) = await TakeAsync($"withdraw {consent:N}", new JsonObject { ["by"] = By }, (read, body) => read.Withdrawal(consent, body));
        return outcome is null ? instead! : await OfAsync(outcome, "It is taken back from now on. What was shared before stays shared. Tell whoever received it not to rely on it.");
    }
}
