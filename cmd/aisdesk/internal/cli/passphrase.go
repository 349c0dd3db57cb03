package cli

import (
	"errors"
	"fmt"
	"io"
	"os"

	"golang.org/x/term"

	"aisdesk/aisclient"
	"aisdesk/aisclient/archive/seal"
	"aisdesk/aisclient/text"
	"aisdesk/cmd/aisdesk/internal/config"
)

// passphrase asks for a passphrase without showing it. For programs it can come from a file, whose name is in
// AISDESK_PASSPHRASE_FILE: an environment variable with the passphrase itself could be read by others.
func (prog *Program) passphrase(prompt string) (string, error) {
	return prog.secretWords(prompt, "AISDESK_PASSPHRASE_FILE")
}

// secretWords asks for a passphrase, or takes it from the file that a variable names.
func (prog *Program) secretWords(prompt, variable string) (string, error) {
	if name := prog.Getenv(variable); name != "" {
		words, err := prog.wordsOf(name)
		if err != nil {
			return "", fmt.Errorf("%s: %w", variable, err)
		}
		return words, nil
	}
	if !prog.AsksHidden() {
		return "", fmt.Errorf("%w: set %s to a file that holds it", ErrNobodyToAsk, variable)
	}
	if prog.Accessible {
		fmt.Fprintln(prog.Err, "What is typed now is not shown.")
	}
	typed, err := (&Dialog{prog.In.(*os.File), prog.Err}).Hidden(prog.Context, prompt)
	if prog.Accessible && err == nil {
		fmt.Fprintln(prog.Err, "It was read. What is typed is shown again.")
	}
	if errors.Is(err, io.EOF) {
		err = errors.New("no passphrase was given")
	}
	return typed, err
}

// ErrNobodyToAsk says that a passphrase is needed and there is nobody to ask.
var ErrNobodyToAsk = errors.New("there is no terminal to ask for the passphrase")

// AsksHidden reports whether there is a terminal on which a passphrase can be asked for.
func (prog *Program) AsksHidden() bool {
	in, ok := prog.In.(*os.File)
	return ok && term.IsTerminal(int(in.Fd()))
}

// PassphraseFile says by an error why the file that a variable names gives no passphrase; nil where it does, or where none is
// named.
func (prog *Program) PassphraseFile(variable string) error {
	name := prog.Getenv(variable)
	if name == "" {
		return nil
	}
	_, err := prog.wordsOf(name)
	return err
}

func firstLine(b []byte) string {
	for i, c := range b {
		if c == '\n' || c == '\r' {
			return string(b[:i])
		}
	}
	return string(b)
}

// wordsOf is the first line of a passphrase file, which must be its user's alone. A pipe, such as the shell's <(...), says
// what it has only once: that is kept for the next question.
func (prog *Program) wordsOf(name string) (string, error) {
	name, err := config.ExpandHome(name, prog.Getenv)
	if err != nil {
		return "", err
	}
	if words, read := prog.piped.Load(name); read {
		return words.(string), nil
	}
	f, err := config.OpenFile(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return "", err
	}
	if info.Mode().IsRegular() {
		if err := config.Trusted("passphrase file", name, info); err != nil {
			return "", err
		}
		if config.OthersRead(info) {
			return "", fmt.Errorf("others can read %s (mode %04o). Run: chmod 600 %s", text.Clean(name), info.Mode().Perm(), text.Clean(name))
		}
	}
	b, err := io.ReadAll(io.LimitReader(f, 64<<10))
	words := firstLine(b)
	if err == nil && !info.Mode().IsRegular() {
		prog.piped.Store(name, words)
	}
	return words, err
}

// NewPassphrase asks for a passphrase to come, twice on a terminal. It comes from the file that
// AISDESK_NEW_PASSPHRASE_FILE names, or else AISDESK_PASSPHRASE_FILE, where one is given. A weak one, or one that is repeated
// otherwise, is refused; else it fails where nobody can be asked, or the file cannot be read.
func (prog *Program) NewPassphrase() (aisclient.Secret, error) {
	variable := "AISDESK_PASSPHRASE_FILE"
	if prog.Getenv("AISDESK_NEW_PASSPHRASE_FILE") != "" {
		variable = "AISDESK_NEW_PASSPHRASE_FILE"
	}
	typed, err := prog.secretWords("New passphrase: ", variable)
	if err != nil {
		return aisclient.Secret{}, err
	}
	if why := seal.WeakPassphrase(typed); why != "" {
		return aisclient.Secret{}, fmt.Errorf("the passphrase %s: use a few words, or take this one, which nobody has seen but you: %s", why, seal.NewPassphrase())
	}
	if prog.Getenv(variable) != "" {
		return aisclient.NewSecret(typed), nil // nobody mistyped it
	}
	again, err := prog.secretWords("Repeat the passphrase: ", variable)
	if err != nil {
		return aisclient.Secret{}, err
	}
	if typed != again {
		return aisclient.Secret{}, errors.New("the two passphrases differ: nothing was changed")
	}
	return aisclient.NewSecret(typed), nil
}

// OldPassphrase asks for the passphrase in use. It fails where nobody can be asked, or the file that names it cannot be read.
func (prog *Program) OldPassphrase() (aisclient.Secret, error) {
	typed, err := prog.passphrase("Passphrase in use: ")
	return aisclient.NewSecret(typed), err
}
