//go:build !unix

package certify

import "os/exec"

func shellOf() (name, flag string) { return "cmd", "/c" }

func inGroup(*exec.Cmd) {}

func endGroup(*exec.Cmd) {}
