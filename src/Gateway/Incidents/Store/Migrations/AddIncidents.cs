using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Incidents.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123110000_AddIncidents")]
internal sealed class AddIncidents : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.AddColumn<string>("Kind", "Referrals", maxLength: 16, schema: Schema, nullable: false, defaultValue: "");
        migrationBuilder.CreateTable(
            name: "Incidents",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Agency = table.Column<string>(nullable: false),
                Place = table.Column<byte[]>(nullable: true),
                AttendedAt = table.Column<long>(nullable: true),
                SentAt = table.Column<long>(nullable: true),
                Rating = table.Column<string>(maxLength: 16, nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_Incidents", incident => incident.Id);
                table.ForeignKey("FK_Incidents_Referrals_Id", incident => incident.Id, "Referrals", "Id", Schema, onDelete: ReferentialAction.Cascade);
            });
        migrationBuilder.CreateIndex("IX_Incidents_Agency_Place_AttendedAt", "Incidents", ["Agency", "Place", "AttendedAt"], Schema);
        migrationBuilder.CreateTable(
            name: "IncidentTasks",
            schema: Schema,
            columns: table => new
            {
                Incident = table.Column<Guid>(nullable: false),
                Task = table.Column<string>(maxLength: 16, nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                SavedAt = table.Column<long>(nullable: false),
            },
            constraints: table =>
            {
                table.PrimaryKey("PK_IncidentTasks", task => new { task.Incident, task.Task });
                table.ForeignKey("FK_IncidentTasks_Incidents_Incident", task => task.Incident, "Incidents", "Id", Schema, onDelete: ReferentialAction.Cascade);
            });
    }
}
