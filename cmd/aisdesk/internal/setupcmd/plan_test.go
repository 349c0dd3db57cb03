package setupcmd

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	gokeyring "github.com/zalando/go-keyring"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// A key that setup puts into the keyring is the one that the settings which it writes lead to.
func TestAKeyInTheKeyringIsFoundByTheSettings(t *testing.T) {
	gokeyring.MockInit()
	for _, profile := range []string{"", "bank-b"} {
		file := filepath.Join(t.TempDir(), "config.toml")
		if err := os.WriteFile(file, []byte("api_key = \"older\"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		flags := config.Flags{"config": file, "profile": profile}
		nothing := func(name string) string { return map[string]string{"HOME": t.TempDir()}[name] }
		place, err := config.PlaceOf(flags, nothing)
		if err != nil {
			t.Fatal(err)
		}
		a := &answers{place: place, environment: app.Test, key: aisclient.NewSecret("sentinel-" + profile), keep: inKeyring,
			set: []config.Assignment{{Key: "environment", Value: app.Test}, {Key: "client", Value: "b-test"}}}
		p, err := a.plan()
		if err != nil {
			t.Fatal(err)
		}
		said := strings.Join(p.lines, "\n")
		if strings.Contains(said, "sentinel") || strings.Contains(said, "older") || !strings.Contains(said, "test/b-test") || profile == "" && !strings.Contains(said, "api_key is taken out") {
			t.Errorf("%s", said)
		}
		if err := p.writeKey(t.Context()); err != nil {
			t.Fatal(err)
		}
		if err := place.Write(p.settings); err != nil {
			t.Fatal(err)
		}
		c, err := config.Load(flags, nothing)
		if err != nil || c.KeyFrom == nil {
			t.Fatalf("%v\n%s", err, p.settings)
		}
		if key, err := c.KeyFrom(t.Context()); err != nil || key.Reveal() != "sentinel-"+profile {
			t.Errorf("profile %q: %v", profile, err)
		}
	}
}

func TestThereIsNoDialogWithoutATerminal(t *testing.T) {
	prog := cli.New(cli.Streams{In: strings.NewReader("live\n")}, func(string) string { return "" })
	if _, err := prog.NewDialog(); err == nil {
		t.Error("a pipe was taken for a terminal")
	}
}
