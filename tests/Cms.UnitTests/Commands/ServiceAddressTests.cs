using Cms.Api.Commands;
using Microsoft.Extensions.Configuration;

namespace Cms.UnitTests.Commands;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:8080;http://[::1]:8080")]
    [InlineData("http://0.0.0.0:8080")]
    [InlineData("http://*:8080;https://+:8443")]
    [InlineData("http://unix:/run/cms.sock")]
    public void What_a_machine_can_listen_on_is_taken(string urls) => ServiceAddress.RefuseUnusable(With(urls));

    [Theory]
    [InlineData("http://locahlost:8080")]
    [InlineData("http://127.0.0.1:8080;http://cms.example:8080")]
    public void A_host_that_would_open_it_to_every_network_is_refused(string urls) => Assert.Throws<SettingsException>(() => ServiceAddress.RefuseUnusable(With(urls)));

    [Theory]
    [InlineData("http://127.0.0.1:99999")]
    [InlineData("http://127.0.0.1:5612x")]
    [InlineData("http://127.0.0.1:5612:5613")]
    [InlineData("http://127.0.0.1:99999999999999")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("localhost:8080")]
    public void What_is_no_address_is_named(string urls) =>
        Assert.Contains(urls, Assert.Throws<SettingsException>(() => ServiceAddress.RefuseUnusable(With(urls))).Message, StringComparison.Ordinal);

    private static IConfiguration With(string urls) => new ConfigurationBuilder().AddInMemoryCollection([new("urls", urls)]).Build();
}
