package cli

import (
	"runtime"
	"runtime/debug"
	"strings"
)

// Build is what the program was built from.
type Build struct {
	Version  string `json:"version"`            // the tag, or the commit of a local build
	Commit   string `json:"commit,omitempty"`   // of the source
	Modified bool   `json:"modified,omitempty"` // the source differed from the commit
	Go       string `json:"go"`                 // version of Go
	Platform string `json:"platform"`           // system and processor: linux/amd64
}

// Version is the module's version, or the commit of a local build.
func Version() string { return BuildInfo().Version }

// BuildInfo reads what the compiler wrote into the program.
func BuildInfo() Build {
	b := Build{Version: "(devel)", Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if info.Main.Version != "" {
		b.Version = info.Main.Version
	}
	for _, s := range info.Settings {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		}
	}
	return b
}

// String is the build on one line.
func (b Build) String() string {
	parts := []string{}
	if b.Commit != "" {
		commit := "commit " + b.Commit[:min(12, len(b.Commit))]
		if b.Modified {
			commit += ", changed since"
		}
		parts = append(parts, commit)
	}
	parts = append(parts, b.Go, b.Platform)
	return "aisdesk " + b.Version + " (" + strings.Join(parts, ", ") + ")"
}
