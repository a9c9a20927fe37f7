using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Reviews.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261122060100_AddReviews")]
internal sealed class AddReviews : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "Reviews",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                Decision = table.Column<Guid>(nullable: false),
                InteractionId = table.Column<Guid>(nullable: false),
                PolicyHash = table.Column<byte[]>(nullable: false),
                AskerAgency = table.Column<string>(nullable: false),
                AskerKind = table.Column<string>(maxLength: 32, nullable: false),
                Asker = table.Column<string>(nullable: false),
                AskerRole = table.Column<string>(nullable: false),
                AskerName = table.Column<string>(nullable: true),
                Purpose = table.Column<string>(nullable: false),
                Child = table.Column<string>(maxLength: 10, nullable: false),
                DateOfBirth = table.Column<DateOnly>(nullable: false),
                At = table.Column<long>(nullable: false),
                Kind = table.Column<string>(maxLength: 16, nullable: false),
                Agency = table.Column<string>(nullable: false),
                Key = table.Column<byte[]>(nullable: false),
                Items = table.Column<string>(nullable: false),
                Reason = table.Column<string>(nullable: false),
                DueAt = table.Column<long>(nullable: false),
                Spread = table.Column<bool>(nullable: false),
                Outcome = table.Column<string>(nullable: true),
                OutcomeReason = table.Column<string>(nullable: true),
                DoneBy = table.Column<string>(nullable: true),
                DoneAt = table.Column<long>(nullable: true),
            },
            constraints: table => table.PrimaryKey("PK_Reviews", review => review.Id));
        migrationBuilder.CreateIndex("IX_Reviews_Agency_Key", "Reviews", ["Agency", "Key"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_Reviews_Agency_At", "Reviews", ["Agency", "At"], Schema);
        migrationBuilder.CreateIndex("IX_Reviews_AskerAgency_Asker_At", "Reviews", ["AskerAgency", "Asker", "At"], Schema);
        migrationBuilder.CreateIndex("IX_Reviews_Spread", "Reviews", "Spread", Schema);
    }
}
