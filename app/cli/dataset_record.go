package cli

import (
	"bufio"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"avagar/app"
	"avagar/app/boot"
	"avagar/app/fa"
	"avagar/app/recorder"
)

type datasetRecord struct {
	Name       string `arg:"" optional:"" help:"${dataset_name}"`
	Speaker    string `placeholder:"NAME" help:"${record_speaker}"`
	License    string `placeholder:"SPDX" help:"${dataset_license}"`
	Consent    bool   `help:"${record_consent}"`
	Silent     bool   `help:"${record_silent}"`
	Microphone string `placeholder:"NAME|list" help:"${record_microphone}"`
}

// What --microphone takes beside a name.
const (
	microphoneList = "list"
	microphoneOwn  = "system"
)

// heardMicrophone is what --json says of a microphone.
type heardMicrophone struct {
	Name   string `json:"name"`
	Chosen bool   `json:"chosen"`
}

// recordedTake is what --json says of a take that was accepted.
type recordedTake struct {
	Sentence int              `json:"sentence"` // from 1
	Of       int              `json:"of"`
	Text     string           `json:"text"`
	Seconds  float64          `json:"seconds"`
	Loudness float64          `json:"loudness_lufs"`
	Peak     float64          `json:"peak_db"`
	Problems []recorder.Fault `json:"problems,omitempty"`
}

// Run shows sentences and records what is read, one line of the keyboard a step.
func (c *datasetRecord) Run(s *session) error {
	return s.program(func(a *boot.App) error {
		r := a.Recorder
		if c.Microphone == microphoneList {
			return s.microphones(r)
		}
		if c.Name == "" && c.Microphone == "" {
			return &fa.Usage{Err: app.ErrBadInput}
		}
		if err := c.hear(s, r); err != nil || c.Name == "" {
			return err
		}
		if err := c.open(s, r); err != nil {
			return err
		}
		if c.Silent {
			if err := r.SetMarks(false); err != nil {
				return err
			}
		}
		d := &reading{session: s, recorder: r, lines: s.lines()}
		d.tell(fa.RecordHow)
		return d.run()
	})
}

// microphones lists those that are connected.
func (s *session) microphones(r *recorder.Recorder) error {
	m, err := r.Microphones(s.ctx)
	if err != nil {
		return err
	}
	for _, name := range m.Names {
		if s.json {
			err = s.object(heardMicrophone{name, name == m.Chosen})
		} else {
			_, err = fmt.Fprintln(s.Out, name)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// hear chooses the microphone that was asked for.
func (c *datasetRecord) hear(s *session, r *recorder.Recorder) error {
	switch c.Microphone {
	case "":
		return nil
	case microphoneOwn:
		c.Microphone = ""
	}
	if err := r.Choose(s.ctx, c.Microphone); err != nil {
		return err
	}
	if c.Microphone == "" {
		s.tell(fa.RecordHears, fa.RecorderOwn)
	} else {
		s.tell(fa.RecordHears, c.Microphone)
	}
	return nil
}

// open opens a set, or makes it where there is none of the name.
func (c *datasetRecord) open(s *session, r *recorder.Recorder) error {
	names, err := r.Sets()
	if err != nil {
		return err
	}
	if slices.Contains(names, c.Name) {
		return r.Open(c.Name)
	}
	n := recorder.NewSet{Name: c.Name, Speaker: c.Speaker, License: c.License}
	if c.Consent {
		n.Consent = s.locale.Say(fa.RecorderConsent)
	}
	return r.Create(n, time.Now())
}

// lines are those that the person types, until they end.
func (s *session) lines() <-chan string {
	lines := make(chan string)
	go func() { // a read from a terminal cannot be broken off: it ends with the program
		defer close(lines)
		in := bufio.NewScanner(s.In)
		for in.Scan() {
			select {
			case lines <- strings.TrimSpace(in.Text()):
			case <-s.ctx.Done():
				return
			}
		}
	}()
	return lines
}

// reading is a person who reads sentences.
type reading struct {
	*session
	recorder *recorder.Recorder
	lines    <-chan string
	shown    string // the sentence that was shown last
}

// run shows one sentence after the other until the person ends it.
func (d *reading) run() error {
	for {
		d.show(d.recorder.Now())
		select {
		case <-d.ctx.Done():
			return d.ctx.Err()
		case line, ok := <-d.lines:
			if !ok || line == "q" {
				return nil
			}
			if err := d.obey(line); errors.Is(err, recorder.ErrNoTake) || errors.Is(err, recorder.ErrNothing) {
				fmt.Fprintln(d.Err, d.locale.Error(err))
			} else if err != nil {
				return err
			}
		}
	}
}

// show tells which sentence it is, and what is wrong with its take.
func (d *reading) show(now recorder.Now) {
	if now.Text != d.shown {
		d.shown = now.Text
		d.tell(fa.RecorderAt, now.At+1, now.Of)
		fmt.Fprintln(d.Err, now.Text)
	}
	t := now.Take
	switch {
	case t == nil:
		return
	case t.Accepted && now.Recorded == now.Of:
		d.tell(fa.RecorderDone)
	case t.Accepted:
		d.tell(fa.RecordKept, t.Length)
	case len(t.Problems) > 0:
		d.tell(fa.RecordBad, t.Length)
	default:
		d.tell(fa.RecordGood, t.Length)
	}
	for _, p := range t.Problems {
		fmt.Fprintln(d.Err, d.locale.Fault(p))
	}
	if now.Missing != "" {
		d.tell(fa.RecorderMissing, now.Missing)
	}
	if now.Before != nil {
		d.measured(fa.RecorderBefore, now.Before)
	}
	d.measured(fa.RecorderSound, t)
}

// measured tells how long and loud a take is.
func (d *reading) measured(says fa.Sentence, t *recorder.Take) {
	d.tell(says, t.Length, fa.Words(d.locale.Number(-t.Loudness, 0)), fa.Words(d.locale.Number(max(-t.Peak, 0), 1)))
}

// obey does what a line means.
func (d *reading) obey(line string) error {
	now := d.recorder.Now()
	switch {
	case line == "" && now.Take == nil, line == "r":
		return d.record()
	case line == "":
		return d.accept(now)
	case line == "p":
		return d.recorder.Play(d.ctx, false, 0, func(float64) {})
	case line == "o":
		return d.recorder.Play(d.ctx, true, 0, func(float64) {})
	case line == "n":
		return d.recorder.Move(1)
	case line == "b":
		return d.recorder.Move(-1)
	case line == "s":
		return d.recorder.Skip()
	case line == "d":
		return d.recorder.Discard()
	}
	d.tell(fa.RecordHow)
	return nil
}

// record records until the next line.
func (d *reading) record() error {
	d.tell(fa.RecordNow)
	done := make(chan error, 1)
	go func() { done <- d.recorder.Record(d.ctx) }()
	select {
	case err := <-done:
		return err
	case <-d.lines:
		d.recorder.Stop()
		return <-done
	}
}

// accept keeps a take and says so to programs.
func (d *reading) accept(now recorder.Now) error {
	if err := d.recorder.Accept(d.ctx); err != nil || !d.json || now.Take.Accepted {
		return err
	}
	t := recordedTake{Sentence: now.At + 1, Of: now.Of, Text: now.Text, Seconds: now.Take.Length.Seconds(), Loudness: round(now.Take.Loudness, 1), Peak: round(now.Take.Peak, 1)}
	for _, p := range now.Take.Problems {
		t.Problems = append(t.Problems, p.Fault)
	}
	return d.object(t)
}
