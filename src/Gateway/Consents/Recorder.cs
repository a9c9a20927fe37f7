using System.Security.Cryptography;
using System.Text;
using Gateway.Agencies;
using Gateway.Rules.Policy;

namespace Gateway.Consents;

/// <summary>Who records or looks for something, under which request id, and the policy that was in force when they did.</summary>
internal sealed record Recorder(Practitioner Practitioner, Guid RequestId, PolicyBundle Policy)
{
    public Agency Agency => Practitioner.Agency;

    /// <summary>Joins a retry to its request; of the person and not of the role, so that an id belongs to one request alone.</summary>
    public Guid Interaction { get; } =
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"consent\n{Practitioner.Agency.Id}\n{Practitioner.Subject}\n{RequestId:N}")).AsSpan(0, 16));
}
