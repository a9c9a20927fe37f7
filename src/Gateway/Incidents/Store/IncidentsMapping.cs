using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Gateway.Referrals.Store;

namespace Gateway.Incidents.Store;

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("Incidents");
        builder.Property(incident => incident.Id).ValueGeneratedNever();
        builder.Property(incident => incident.Rating).HasMaxLength(16);
        // A draft that goes takes its own screens with it.
        builder.HasOne<Referral>().WithOne().HasForeignKey<Incident>(incident => incident.Id).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(incident => new { incident.Agency, incident.Place, incident.AttendedAt });
    }
}

internal sealed class IncidentTaskMapping : IEntityTypeConfiguration<IncidentTask>
{
    public void Configure(EntityTypeBuilder<IncidentTask> builder)
    {
        builder.ToTable("IncidentTasks");
        builder.HasKey(task => new { task.Incident, task.Task });
        builder.Property(task => task.Task).HasMaxLength(16);
        builder.HasOne<Incident>().WithMany().HasForeignKey(task => task.Incident).OnDelete(DeleteBehavior.Cascade);
    }
}
