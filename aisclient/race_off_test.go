//go:build !race

package aisclient

const raceEnabled = false
