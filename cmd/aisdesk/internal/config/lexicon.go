package config

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path/filepath"

	"github.com/BurntSushi/toml"

	"aisdesk/aisclient/app"
)

// maxLexicon is the largest lexicon file in bytes that is read.
const maxLexicon = 8 << 20

// lexicon reads the user's own lexicon, which lies beside the config file. None is no error; one that cannot be read is:
// it decides what verdicts say.
func (c *Config) lexicon() (err error) {
	c.LexiconFile = filepath.Join(filepath.Dir(c.ConfigFile), app.LexiconFile)
	c.Lexicon, err = ReadLexicon(c.LexiconFile)
	if err == nil || errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return &LexiconError{err}
}

// LexiconError is why the user's own lexicon cannot be read.
type LexiconError struct{ error }

// Unwrap is the cause.
func (e *LexiconError) Unwrap() error { return e.error }

// ReadLexicon reads a lexicon file. It refuses what others can change and what is not TOML; what single entries say is
// the lexicon's to judge.
func ReadLexicon(path string) ([]byte, error) {
	in, err := OpenFile(path)
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return nil, fmt.Errorf("lexicon: %w", err)
	}
	if err := Trusted("lexicon", path, info); err != nil {
		return nil, err
	}
	b, err := io.ReadAll(io.LimitReader(in, maxLexicon+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("lexicon %s: %w", path, err)
	case len(b) > maxLexicon:
		return nil, fmt.Errorf("lexicon %s is larger than %d MB", path, maxLexicon>>20)
	}
	var any map[string]any
	if _, err := toml.Decode(string(b), &any); err != nil {
		if perr, ok := errors.AsType[toml.ParseError](err); ok {
			return nil, fmt.Errorf("lexicon %s, line %d: %s. \"aisdesk lexicon --help\" shows an entry", path, perr.Position.Line, perr.Message)
		}
		return nil, fmt.Errorf("lexicon %s: %w", path, err)
	}
	return b, nil
}
