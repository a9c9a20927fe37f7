namespace Gateway.Simulator;

/// <summary>Changes how an agency or custodian behaves, and opens or closes the agency's own port with it.</summary>
internal sealed class Controls(AgencyBook book, PdsEndpoint pds)
{
    private readonly Dictionary<SimulatedAgency, List<Listener>> ownPorts = [];

    public void OwnPort(SimulatedAgency agency, Listener listener)
    {
        if (!ownPorts.TryGetValue(agency, out var listeners)) ownPorts[agency] = listeners = [];
        listeners.Add(listener);
    }

    /// <summary>False where nobody of that name is played. When it completes, the behaviour is in force.</summary>
    public async Task<bool> SetAsync(string id, Behaviour behaviour)
    {
        // The one shared instance means "normal": the path of an undisturbed answer tests for nothing more.
        var now = behaviour == Behaviour.Normal ? Behaviour.Normal : behaviour;
        if (id == PdsEndpoint.Id) pds.Behaviour = now;
        else if (book.CustodianById.TryGetValue(id, out var custodian)) custodian.Own = now;
        else if (!book.AgencyById.TryGetValue(id, out var agency)) return false;
        else await SetAsync(agency, now);
        return true;
    }

    public async Task ResetAsync()
    {
        pds.Behaviour = Behaviour.Normal;
        foreach (var custodian in book.Custodians) custodian.Own = Behaviour.Normal;
        foreach (var agency in book.Agencies) await SetAsync(agency, Behaviour.Normal);
    }

    private async Task SetAsync(SimulatedAgency agency, Behaviour behaviour)
    {
        agency.Behaviour = behaviour;
        foreach (var listener in ownPorts.GetValueOrDefault(agency, []))
        {
            if (behaviour.Fault == Fault.Refuse) await listener.StopAsync();
            else await listener.StartAsync();
        }
    }
}
