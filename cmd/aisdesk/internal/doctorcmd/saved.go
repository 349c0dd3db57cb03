package doctorcmd

import (
	"context"
	"errors"
	"os"
	"time"

	"aisdesk/aisclient/app"
	"aisdesk/aisclient/archive"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/english"
	"aisdesk/aisclient/library"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/cli"
	"aisdesk/cmd/aisdesk/internal/config"
)

// saved looks at the imports and the lexicon.
func (prog commands) saved(ctx context.Context, c *config.Config) []check {
	a := prog.Silent().AppOf(c, cli.SandboxFlags{})
	defer a.Close()
	all := []check{lexicon(a)}
	if info, err := os.Stat(c.DataDir); err != nil || !info.IsDir() {
		return append(all, prog.encryption(ctx, a, c, seal.None)...) // nothing is made by looking
	}
	index, err := a.Library.Index(ctx)
	if err != nil {
		return append(all, fail("imports", "the archive cannot be read: "+err.Error(), "name another folder with data_dir, or restore this one from a copy"))
	}
	if doubt, wrong := errors.AsType[*archive.ClockError](a.Library.DoubtClock()); wrong {
		all = append(all, fail("clock", doubt.Error(), "set the clock: nothing is deleted by it before \"aisdesk purge\" has asked"))
	}
	all = append(all, imports(index)...)
	all = append(all, replies(ctx, a, index)...)
	kind, err := a.Keys.Encryption()
	if err != nil {
		return append(all, fail("encryption", err.Error(), "restore the archive's key from a copy"))
	}
	return append(all, prog.encryption(ctx, a, c, kind)...)
}

// few is how many damaged imports are named, one a line.
const few = 10

// mended says what can be done for a damaged import.
func mended(id string) string {
	return "take it from a copy of the archive with \"aisdesk restore COPY\", or delete it with \"aisdesk delete " + id + "\" and import anew"
}

// imports names what the list of imports knows to be damaged, and what has expired.
func imports(index *library.Index) (all []check) {
	damaged, expired := 0, 0
	for n := range index.Len() {
		e := index.Entry(n)
		switch {
		case e.Damaged != nil:
			if damaged++; damaged <= few {
				all = append(all, fail("imports", e.ID+": "+e.Damaged.Error(), mended(e.ID)))
			}
		case !e.Expires.IsZero() && e.Expires.Before(time.Now()):
			expired++
		}
	}
	if damaged > few {
		all = append(all, fail("imports", english.Plural(damaged-few, "further import is", "further imports are")+" damaged", "\"aisdesk check --all\" names them"))
	}
	switch {
	case expired > 0:
		all = append(all, warn("imports", english.Plural(expired, "import has", "imports have")+" expired", "run: aisdesk purge"))
	case damaged == 0:
		all = append(all, ok("imports", "%s", english.Plural(index.Len(), "import is", "imports are")+" saved"))
	}
	return all
}

// newest is how many replies are read, of which each may have megabytes.
const newest = 20

// replies compares the files of the newest replies with the length and the SHA-256 that were written down when they came;
// nothing needs to be unlocked for that.
func replies(ctx context.Context, a *app.App, index *library.Index) (all []check) {
	read := 0
	for n := 0; n < index.Len() && read < newest; n++ {
		e := index.Entry(n)
		if e.Damaged != nil {
			continue // it was named
		}
		read++
		err := a.Library.CheckStored(ctx, e.ID)
		if ctx.Err() != nil {
			return append(all, warn("replies", "the time ran out after "+english.Plural(read-1, "reply", "replies"), "run: aisdesk check --all"))
		}
		if err != nil {
			all = append(all, fail("replies", "the reply of "+e.ID+": "+err.Error(), mended(e.ID)))
		}
	}
	if len(all) > 0 || read == 0 {
		return all
	}
	return append(all, ok("replies", "%s, length and checksum of the newest; \"aisdesk check --all\" reads every one to its end", english.Plural(read, "reply is as it was written", "replies are as they were written")))
}

// oldPassphrase and newPassphrase name files whose first line is a passphrase.
const oldPassphrase, newPassphrase = "AISDESK_PASSPHRASE_FILE", "AISDESK_NEW_PASSPHRASE_FILE"

// passphraseFile is why the file that a variable names gives no passphrase; nothing where it does, or where none is named.
func (prog commands) passphraseFile(variable string, level level) []check {
	err := prog.PassphraseFile(variable)
	if err == nil {
		return nil
	}
	what, next := whatAndNext(err, "set "+variable+" to a file of your own that holds the passphrase in its first line, or unset it")
	return []check{{"encryption", level, text.Clean(variable + ": " + what), text.Clean(next)}}
}

// encryption looks whether it is as the settings demand, and whether its key or passphrase is there.
func (prog commands) encryption(ctx context.Context, a *app.App, c *config.Config, kind seal.Kind) []check {
	if kind == seal.ByPassphrase {
		if unread := prog.passphraseFile(oldPassphrase, levelFailure); unread != nil {
			return unread
		}
	}
	all := append([]check{prog.sealed(ctx, a, c, kind)}, prog.passphraseFile(newPassphrase, levelWarning)...)
	if kind != seal.ByPassphrase {
		all = append(all, prog.passphraseFile(oldPassphrase, levelWarning)...)
	}
	return all
}

// sealed looks at the encryption itself.
func (prog commands) sealed(ctx context.Context, a *app.App, c *config.Config, kind seal.Kind) check {
	switch {
	case c.Encrypt != "" && string(kind) != c.Encrypt:
		return fail("encryption", "the settings demand encryption by "+c.Encrypt+", and the archive has none of that kind", "run: aisdesk encrypt "+c.Encrypt)
	case kind == seal.None:
		return warn("encryption", "imports are saved in plain text", "run: aisdesk encrypt passphrase, or aisdesk encrypt keyring")
	case kind == seal.ByPassphrase:
		return prog.passphrase(ctx, a)
	}
	if err := a.Unlock(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return fail("encryption", "the system's keyring does not give the archive's key: "+err.Error(), "unlock the keyring, or start its service")
	}
	return ok("encryption", "the system's keyring holds the archive's key")
}

// passphrase tries the passphrase of the file that a variable names; nobody is asked for one.
func (prog commands) passphrase(ctx context.Context, a *app.App) check {
	switch {
	case prog.Getenv(oldPassphrase) != "":
		if err := a.Unlock(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return fail("encryption", "the passphrase in the file of "+oldPassphrase+" does not open the archive: "+err.Error(), "set "+oldPassphrase+" to the file that holds the archive's passphrase in its first line")
		}
		return ok("encryption", "the passphrase in the file of "+oldPassphrase+" opens the archive")
	case !prog.AsksHidden():
		return warn("encryption", "a passphrase opens the archive, and there is neither a terminal to ask for it nor "+oldPassphrase, "set "+oldPassphrase+" to a file that holds it, or work in a terminal")
	}
	return ok("encryption", "a passphrase opens the archive; it is asked for")
}

func lexicon(a *app.App) check {
	set, problems := a.Lexicon()
	if n := len(problems); n > 0 {
		return warn("lexicon", english.Plural(n, "entry of your lexicon.toml is", "entries of your lexicon.toml are")+" left out", "run: aisdesk lexicon check")
	}
	return ok("lexicon", "version %s, %s", set.Version(), english.Plural(len(set.Entries()), "entry", "entries"))
}
