using Gateway.Data;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Gateway.Concerns.Store.Migrations;

[DbContext(typeof(GatewayContext))]
[Migration("20261123234600_AddSchoolFiles")]
internal sealed class AddSchoolFiles : PortableMigration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.CreateTable(
            name: "SchoolFiles",
            schema: Schema,
            columns: table => new
            {
                Id = table.Column<Guid>(nullable: false),
                From = table.Column<string>(nullable: false),
                To = table.Column<string>(nullable: false),
                SentBy = table.Column<string>(nullable: false),
                SentByName = table.Column<string>(nullable: true),
                SentAt = table.Column<long>(nullable: false),
                Content = table.Column<byte[]>(nullable: false),
                ReceivedAt = table.Column<long>(nullable: true),
                ReceivedBy = table.Column<string>(nullable: true),
                ReceivedByName = table.Column<string>(nullable: true),
                ChaseAt = table.Column<long>(nullable: true),
                Chased = table.Column<int>(nullable: false),
                Request = table.Column<Guid>(nullable: false),
                Sent = table.Column<byte[]>(nullable: false),
            },
            constraints: table => table.PrimaryKey("PK_SchoolFiles", file => file.Id));
        migrationBuilder.CreateIndex("IX_SchoolFiles_Request", "SchoolFiles", ["Request"], Schema, unique: true);
        migrationBuilder.CreateIndex("IX_SchoolFiles_To_SentAt", "SchoolFiles", ["To", "SentAt"], Schema);
        migrationBuilder.CreateIndex("IX_SchoolFiles_From_SentAt", "SchoolFiles", ["From", "SentAt"], Schema);
        migrationBuilder.CreateIndex("IX_SchoolFiles_ChaseAt", "SchoolFiles", ["ChaseAt"], Schema);
    }
}
