package config

import (
	"errors"
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"strings"
)

// home finds directories of the user. Where there is none it refuses: the current directory may be anybody's.
type home struct {
	getenv func(string) string
	system func() (string, error)
}

var errNoHome = errors.New("there is no home directory. Set HOME to it, or XDG_CONFIG_HOME, XDG_DATA_HOME and XDG_STATE_HOME to directories of yours")

// dir is the home directory: what HOME says, or else the system.
func (h *home) dir() (string, error) {
	if d := h.getenv("HOME"); filepath.IsAbs(d) {
		return d, nil
	}
	d, err := h.system()
	if err != nil || !filepath.IsAbs(d) {
		return "", errNoHome
	}
	return d, nil
}

// systemHome asks the system's list of users, not HOME.
func systemHome() (string, error) {
	u, err := user.Current()
	if err != nil {
		return os.UserHomeDir() // Windows knows it by other variables
	}
	return u.HomeDir, nil
}

// xdg returns the program's directory below the base directory that the variable names, or below its default in
// the home directory. A relative path in the variable is ignored, as the XDG specification asks.
func (h *home) xdg(variable string, below ...string) (string, error) {
	if p := h.getenv(variable); filepath.IsAbs(p) {
		return filepath.Join(p, "aisdesk"), nil
	}
	d, err := h.dir()
	if err != nil {
		return "", err
	}
	return filepath.Join(d, filepath.Join(below...), "aisdesk"), nil
}

// expand replaces a leading ~ by the home directory, as a shell does where a setting is typed there.
func (h *home) expand(path string) (string, error) {
	if !strings.HasPrefix(path, "~") {
		return path, nil
	}
	first, rest, _ := strings.Cut(filepath.ToSlash(path), "/")
	if first != "~" {
		return "", fmt.Errorf("%s is the home directory of another user. Write the whole path", first)
	}
	d, err := h.dir()
	return filepath.Join(d, filepath.FromSlash(rest)), err
}

// pathOf is the path that a setting names. One of the config file that is relative begins at that file's folder: where somebody happens to
// stand decides nothing.
func pathOf(c *Config, name, value string, h *home) (string, error) {
	p, err := h.expand(value)
	if err != nil || p == "" || filepath.IsAbs(p) || !strings.HasSuffix(c.source(name), c.ConfigFile) {
		return p, err
	}
	return filepath.Abs(filepath.Join(filepath.Dir(c.ConfigFile), p))
}

// ExpandHome replaces a leading ~ of a path that comes from a variable or a file, where no shell does it. It fails for another
// user's home (~NAME), and where no home directory is known.
func ExpandHome(path string, getenv func(string) string) (string, error) {
	return (&home{getenv: getenv, system: systemHome}).expand(path)
}

// configPath is the file that is or would be read.
func configPath(flags Flags, h *home) (string, error) {
	for _, p := range []string{flags["config"], h.getenv("AISDESK_CONFIG")} {
		if p != "" {
			return h.expand(p)
		}
	}
	dir, err := h.xdg("XDG_CONFIG_HOME", ".config")
	return filepath.Join(dir, "config.toml"), err
}

// StateDir is the directory for what the program remembers between two runs. The error says that there is no home directory.
func StateDir(getenv func(string) string) (string, error) {
	return (&home{getenv: getenv, system: systemHome}).xdg("XDG_STATE_HOME", ".local", "state")
}
