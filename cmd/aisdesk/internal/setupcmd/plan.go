package setupcmd

import (
	"context"
	"fmt"
	"os"
	"slices"

	"aisdesk/aisclient"
	"aisdesk/aisclient/keyring"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// plan is what will be written.
type plan struct {
	*answers
	lines    []string            // for people
	changes  []config.Assignment // of the settings
	settings string              // the whole file; empty where it stays
	entry    string              // of the key in the keyring
}

func (p *plan) empty() bool { return len(p.lines) == 0 }

// plan compares the answers with what is there.
func (a *answers) plan() (*plan, error) {
	p := &plan{answers: a}
	set := a.set
	if !a.key.Empty() {
		set = append(set, p.keepKey()...)
	}
	others := len(p.lines)
	for _, s := range set {
		if old := a.place.Value(s.Key); old != s.Value {
			p.changes = append(p.changes, s)
			p.lines = append(p.lines, describe(s, old))
		}
	}
	if a.encryption != "" {
		p.lines = append(p.lines, fmt.Sprintf("encryption of what is saved from now on, by %s", a.encryption))
	}
	var err error
	if len(p.changes) > 0 {
		p.lines = slices.Insert(p.lines, others, "into "+a.place.File+ofProfile(a.place.Profile)+":")
		p.settings, err = a.place.With(p.changes)
	}
	return p, err
}

// describe is a change of the settings in words. A key is never shown.
func describe(s config.Assignment, old string) string {
	shown := func(v string) string {
		if s.Key == "api_key" {
			return "(not shown)"
		}
		return fmt.Sprintf("%q", text.Clean(v))
	}
	switch {
	case s.Value == "":
		return fmt.Sprintf("  %s is taken out", s.Key)
	case old == "":
		return fmt.Sprintf("  %s = %s", s.Key, shown(s.Value))
	}
	return fmt.Sprintf("  %s = %s in the place of %s", s.Key, shown(s.Value), shown(old))
}

// keepKey plans where the key is written, and what the settings say of it.
func (p *plan) keepKey() []config.Assignment {
	switch p.keep {
	case inKeyring:
		p.entry = config.KeyringUser(p.place.Profile, p.environment, p.said("client"))
		p.lines = append(p.lines, fmt.Sprintf("the API key, into the keyring as %q, %s", config.KeyringService, p.entry))
		return []config.Assignment{{Key: "api_key_from", Value: config.FromKeyring}, {Key: "api_key", Value: ""}}
	case inFile:
		said := "the API key, into " + p.keyFile + ", which you alone can read"
		if _, err := os.Lstat(p.keyFile); err == nil {
			said += ", in the place of the one that is there"
		}
		p.lines = append(p.lines, said)
		return []config.Assignment{{Key: "api_key_from", Value: p.keyFile}, {Key: "api_key", Value: ""}}
	}
	return []config.Assignment{{Key: "api_key", Value: p.key.Reveal()}, {Key: "api_key_from", Value: ""}}
}

// carryOut writes the key, the settings that lead to it, and the archive's encryption.
func (prog commands) carryOut(ctx context.Context, p *plan) error {
	if err := p.writeKey(ctx); err != nil {
		return fmt.Errorf("the API key was not kept, and nothing was changed: %w", err)
	}
	if p.settings != "" {
		if err := p.place.Write(p.settings); err != nil {
			return fmt.Errorf("the settings were not written: %w", err)
		}
		p.talk.Say("Written: %s", p.place.File)
	}
	if p.encryption == "" {
		return nil
	}
	if err := prog.encrypt(ctx, p); err != nil {
		return fmt.Errorf("the settings are written, and imports are not encrypted: %w", err)
	}
	p.talk.Say("What is saved from now on is encrypted, by %s.", p.encryption)
	return nil
}

func (p *plan) writeKey(ctx context.Context) error {
	switch {
	case p.key.Empty():
		return nil
	case p.keep == inKeyring:
		_, err := keyring.Ask(ctx, keyring.Limit, func() (string, error) {
			return "", keyring.System().Set(config.KeyringService, p.entry, p.key.Reveal())
		})
		return err
	case p.keep == inFile:
		return config.WriteOwn(p.keyFile, []byte(p.key.Reveal()+"\n"))
	}
	return nil
}

// encrypt sets up the archive of the settings as they are now.
func (prog commands) encrypt(ctx context.Context, p *plan) error {
	flags := config.Flags{"config": prog.Flags["config"], "profile": p.place.Profile}
	c, err := config.LoadOffline(flags, prog.Getenv)
	if err != nil {
		return err
	}
	a := prog.AppOf(c, cli.SandboxFlags{})
	defer a.Close()
	return a.Keys.Encrypt(ctx, p.encryption, func() (aisclient.Secret, error) { return p.passphrase, nil })
}
