package provider

import (
	"context"
	"errors"
	"testing"

	"aisdesk/aisclient"
)

// A key that is kept elsewhere is read once, when the provider is first asked, and is what the API gets.
func TestAKeyThatIsKeptElsewhereIsReadWhenItIsNeeded(t *testing.T) {
	read := 0
	fails := errors.New("locked")
	p := Provider{Config: func() Config {
		return Config{APIURL: "https://127.0.0.1:1", Client: "acme-test", KeyFrom: func(context.Context) (aisclient.Secret, error) {
			read++
			if read == 1 {
				return aisclient.Secret{}, fails
			}
			return aisclient.NewSecret("kept-key"), nil
		}}
	}}
	if _, err := p.Connect(); !errors.Is(err, fails) {
		t.Errorf("a keyring that does not answer: %v", err)
	}
	for range 2 {
		if c, err := p.Connect(); err != nil || c.ClientID != "acme-test" {
			t.Fatalf("%v", err)
		}
	}
	if read != 2 || p.key.Reveal() != "kept-key" {
		t.Errorf("read %d times", read)
	}
}

// Security statement 24: the sandbox asks for no key.
func TestTheSandboxReadsNoKey(t *testing.T) {
	p := Provider{Config: func() Config {
		return Config{Local: true, OwnSandbox: true, StartSandbox: func() (Sandbox, error) { return nil, errors.New("none") }, KeyFrom: func(context.Context) (aisclient.Secret, error) {
			t.Error("the key was read")
			return aisclient.Secret{}, nil
		}}
	}}
	if _, err := p.Connect(); err == nil || err.Error() != "sandbox: none" {
		t.Errorf("%v", err)
	}
}
