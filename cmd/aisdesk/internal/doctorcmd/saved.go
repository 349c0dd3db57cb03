package doctorcmd

import (
	"context"
	"errors"
	"os"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// saved looks at the imports and the lexicon.
func (prog commands) saved(ctx context.Context, c *config.Config) []check {
	a := prog.Silent().AppOf(c, cli.SandboxFlags{})
	defer a.Close()
	all := []check{lexicon(a)}
	if info, err := os.Stat(c.DataDir); err != nil || !info.IsDir() {
		return append(all, keyring(ctx, a, c, seal.None)) // nothing is made by looking
	}
	index, err := a.Library.Index(ctx)
	if err != nil {
		return append(all, fail("imports", "the archive cannot be read: "+err.Error(), "name another folder with data_dir, or restore this one from a copy"))
	}
	damaged, expired := 0, 0
	for n := range index.Len() {
		e := index.Entry(n)
		if e.Damaged != nil {
			damaged++
		}
		if !e.Expires.IsZero() && e.Expires.Before(time.Now()) {
			expired++
		}
	}
	switch {
	case damaged > 0:
		all = append(all, fail("imports", english.Plural(damaged, "import is", "imports are")+" damaged", "\"aisdesk check --all\" names them; restore them from a copy, or delete them"))
	case expired > 0:
		all = append(all, warn("imports", english.Plural(expired, "import has", "imports have")+" expired", "run: aisdesk purge"))
	default:
		all = append(all, ok("imports", "%s", english.Plural(index.Len(), "import is", "imports are")+" saved"))
	}
	kind, err := a.Encryption()
	if err != nil {
		return append(all, fail("encryption", err.Error(), "restore the archive's key from a copy"))
	}
	return append(all, keyring(ctx, a, c, kind))
}

// keyring looks whether encryption is as the settings demand, and whether its key is there.
func keyring(ctx context.Context, a *app.App, c *config.Config, kind seal.Kind) check {
	switch {
	case c.Encrypt != "" && string(kind) != c.Encrypt:
		return fail("encryption", "the settings demand encryption by "+c.Encrypt+", and the archive has none of that kind", "run: aisdesk encrypt "+c.Encrypt)
	case kind == seal.None:
		return warn("encryption", "imports are saved in plain text", "run: aisdesk encrypt passphrase, or aisdesk encrypt keyring")
	case kind == seal.ByPassphrase:
		return ok("encryption", "a passphrase opens the archive")
	}
	if err := a.Unlock(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fail("encryption", "the system's keyring does not give the archive's key: "+err.Error(), "unlock the keyring, or start its service")
	}
	return ok("encryption", "the system's keyring holds the archive's key")
}

func lexicon(a *app.App) check {
	set, problems := a.Lexicon()
	if n := len(problems); n > 0 {
		return warn("lexicon", english.Plural(n, "entry of your lexicon.toml is", "entries of your lexicon.toml are")+" left out", "run: aisdesk lexicon check")
	}
	return ok("lexicon", "version %s, %s", set.Version(), english.Plural(len(set.Entries()), "entry", "entries"))
}
