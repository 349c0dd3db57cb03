package setupcmd

import (
	"cmp"
	"os"

	"aisdesk/aisclient"
	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// settings are those in force for what works on this machine, with another folder if one is given. A profile that is not there
// yet begins with those of the top level.
func (prog commands) settings(folder string) (*config.Config, error) {
	flags := config.Flags{"config": prog.Flags["config"]}
	if folder != "" {
		flags["data-dir"] = folder
	}
	getenv := func(name string) string {
		if name == "AISDESK_PROFILE" || name == "AISDESK_ENCRYPT" {
			return ""
		}
		return prog.Getenv(name)
	}
	c, err := config.LoadForSetup(flags, getenv)
	if err != nil {
		return nil, cli.Usage(err)
	}
	return c, nil
}

// askEncryption asks how imports are encrypted, unless they are already.
func (a *answers) askEncryption(prog commands) error {
	c, err := prog.settings(a.said("data_dir"))
	if err != nil {
		return err
	}
	if info, err := os.Stat(c.DataDir); err == nil && info.IsDir() { // nothing is made by looking
		of := prog.AppOf(c, cli.SandboxFlags{})
		kind, err := of.Keys.Encryption()
		of.Close()
		if err != nil {
			return err
		}
		if kind != seal.None {
			a.talk.Say("Saved imports are encrypted, by %s.", kind)
			return nil
		}
	}
	usual := cmp.Or(c.Encrypt, string(seal.None))
	if c.Encrypt == "" && a.environment != app.Sandbox && a.place.Value("environment") != a.environment { // else it was chosen
		usual = string(seal.ByPassphrase)
	}
	kind, err := a.oneOf("Encrypt saved imports by", usual, string(seal.None), string(seal.ByPassphrase), string(seal.ByKeyring))
	switch seal.Kind(kind) {
	case seal.ByPassphrase:
		a.encryption = seal.ByPassphrase
		err = a.askPassphrase()
	case seal.ByKeyring:
		a.encryption = seal.ByKeyring
	}
	return err
}

// askPassphrase asks twice, or makes a passphrase, which is shown this once.
func (a *answers) askPassphrase() error {
	for {
		typed, err := a.talk.Hidden(a.ctx, "Passphrase (not shown; Enter makes one for you): ")
		if err != nil {
			return err
		}
		if typed == "" {
			typed = seal.NewPassphrase()
			a.passphrase = aisclient.NewSecret(typed)
			a.talk.Say("The passphrase is shown this once, and without it saved imports cannot be read. Write it down: %s", typed)
			_, err := a.talk.Line(a.ctx, "Enter goes on: ")
			return err
		}
		if why := seal.WeakPassphrase(typed); why != "" {
			a.talk.Say("It %s. Use a few words.", why)
			continue
		}
		again, err := a.talk.Hidden(a.ctx, "Repeat the passphrase (not shown): ")
		if err != nil {
			return err
		}
		if again == typed {
			a.passphrase = aisclient.NewSecret(typed)
			return nil
		}
		a.talk.Say("The two differ.")
	}
}
