package opener

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// apart are parts of the path of programs whose browser sees other files than this program: helpers of remote editors,
// Windows beside WSL, sandboxed packages, another machine.
var apart = []string{"vscode-server", "vscode-remote", "code-server", "cursor-server", "windsurf-server", "remote-cli",
	"jetbrains", "gitpod", "wslview", "wsl-open", ".exe", "/snap/", "/flatpak"}

// apartNames are such programs by their whole name.
var apartNames = []string{"snap", "flatpak", "flatpak-spawn", "ssh", "mosh", "distrobox-host-exec", "host-spawn", "toolbox"}

// apartEnvironment are variables of shells whose browser runs on another machine or beside a container.
var apartEnvironment = []string{"WSL_DISTRO_NAME", "WSL_INTEROP", "CODESPACES", "REMOTE_CONTAINERS", "GITPOD_WORKSPACE_ID", "VSCODE_IPC_HOOK_CLI"}

// environmentApart reports whether this shell is one whose browser sees other files.
func environmentApart(env func(string) string) bool {
	return slices.ContainsFunc(apartEnvironment, func(name string) bool { return env(name) != "" })
}

// programApart reports whether a program hands addresses to a browser that sees other files. A script is looked into:
// Ubuntu's /usr/bin/firefox starts a snap.
func programApart(name string) bool {
	path, err := exec.LookPath(name)
	if err != nil {
		path = name
	}
	paths := []string{path}
	if real, err := filepath.EvalSymlinks(path); err == nil {
		paths = append(paths, real)
	}
	for _, p := range paths {
		low := strings.ToLower(filepath.ToSlash(p))
		if slices.Contains(apartNames, filepath.Base(low)) || slices.ContainsFunc(apart, func(s string) bool { return strings.Contains(low, s) }) {
			return true
		}
	}
	return scriptApart(paths[len(paths)-1])
}

func scriptApart(path string) bool {
	f, err := os.Open(path)
	if err != nil {
		return false
	}
	defer f.Close()
	head, _ := io.ReadAll(io.LimitReader(f, 8<<10))
	if !bytes.HasPrefix(head, []byte("#!")) {
		return false
	}
	return bytes.Contains(head, []byte("/snap/bin/")) || bytes.Contains(head, []byte("flatpak run")) || bytes.Contains(head, []byte("snap run"))
}

// desktopApart reports whether the desktop's own browser sees other files, or another program than the browser opens
// pages from the disk. It asks xdg-mime; a desktop without it is taken to have an ordinary browser.
func desktopApart() bool {
	page, browser := handler("text/html"), handler("x-scheme-handler/http")
	if page == "" || browser == "" {
		return false
	}
	return page != browser || desktopFileApart(browser)
}

// handler is the desktop file that opens a kind of content.
func handler(kind string) string {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, "xdg-mime", "query", "default", kind)
	cmd.WaitDelay = 200 * time.Millisecond
	out, err := cmd.Output()
	if err != nil {
		return ""
	}
	return strings.TrimSpace(string(out))
}

// packagedBrowsers are the directories of the desktop files of sandboxed packages.
func packagedBrowsers() []string {
	home, _ := os.UserHomeDir()
	return []string{"/var/lib/snapd/desktop/applications", "/var/lib/flatpak/exports/share/applications",
		filepath.Join(home, ".local/share/flatpak/exports/share/applications")}
}

func desktopFileApart(name string) bool {
	return slices.ContainsFunc(packagedBrowsers(), func(dir string) bool {
		_, err := os.Stat(filepath.Join(dir, filepath.Base(name)))
		return err == nil
	})
}
