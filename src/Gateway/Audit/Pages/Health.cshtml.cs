using Gateway.Audit.Health;

namespace Gateway.Audit.Pages;

/// <summary>How the ledger stands, in words; it is shown while the ledger is sealed too.</summary>
internal sealed class HealthModel(LedgerHealth health) : OfficerPage
{
    public HealthReport Report { get; private set; } = null!;

    public ServiceDeskHolder Ring => Desk;

    public void OnGet() => Report = health.Read();
}
