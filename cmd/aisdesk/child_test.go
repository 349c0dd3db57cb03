package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Security statement 29: the browser inherits no variable of the program, whichever way it is started.
func TestE2ENoChildInheritsASecret(t *testing.T) {
	for name, tc := range map[string]struct{ env, args []string }{
		"a command":           {nil, []string{"--browser", "sh -c 'env > $HOME/child.new; mv $HOME/child.new $HOME/child'"}},
		"the system's opener": {[]string{"DISPLAY=:97"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			bin := t.TempDir()
			opener := "#!/bin/sh\nenv > $HOME/child.new; mv $HOME/child.new $HOME/child\n"
			for _, o := range []string{"xdg-open", "x-www-browser", "www-browser"} {
				if err := os.WriteFile(filepath.Join(bin, o), []byte(opener), 0o700); err != nil {
					t.Fatal(err)
				}
			}
			env := append(tc.env, "PATH="+bin+":"+os.Getenv("PATH"), "AISDESK_API_KEY=sentinel-key", "AISDESK_PASSPHRASE_FILE=/sentinel-file", "AWS_ACCESS_KEY_ID=sentinel-id", "AWS_SECRET_ACCESS_KEY=sentinel-key", "MARK=inherited")
			term := openTerminal(t, 80, 24, env, append([]string{program(t), "demo"}, tc.args...)...)
			term.url()
			var child []byte
			for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
				var err error
				if child, err = os.ReadFile(filepath.Join(term.dir, "child")); err == nil {
					break
				}
				if time.Now().After(end) {
					t.Fatalf("no browser was started:\n%s", term.screen())
				}
			}
			if s := string(child); !strings.Contains(s, "MARK=inherited") || strings.Contains(s, "AISDESK_") || strings.Contains(s, "sentinel") {
				t.Errorf("the child's environment:\n%s", s)
			}
			term.keys("q").wait("Quit while")
			term.keys("y").wait("EXIT=0")
		})
	}
}
