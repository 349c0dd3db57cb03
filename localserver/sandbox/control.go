package sandbox

import "time"

// Advance moves the sandbox's clock forward: sessions age, imports end, retention runs out, a new day begins.
func (s *Sandbox) Advance(d time.Duration) { s.clock.Advance(d) }
