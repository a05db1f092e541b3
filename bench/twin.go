package bench

import (
	"bufio"
	"bytes"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrNoTorch says that no Python with PyTorch was found.
var ErrNoTorch = errors.New("bench: no Python with PyTorch")

//go:embed torch_twin.py
var twinScript []byte

// pythons are asked in turn: Debian's modules belong to the second where
// another Python comes first.
var pythons = []string{"python3", "/usr/bin/python3"}

// pythonWith finds a Python that has a module.
func pythonWith(ctx context.Context, module string) (path string, ok bool) {
	for _, name := range pythons {
		path, err := exec.LookPath(name)
		if err == nil && exec.CommandContext(ctx, path, "-c", "import importlib.util as u, sys; sys.exit(not u.find_spec('"+module+"'))").Run() == nil {
			return path, true
		}
	}
	return "", false
}

// twin is the same training in PyTorch, a process that works when it is asked
// and otherwise sleeps.
type twin struct {
	command *exec.Cmd
	ask     io.WriteCloser
	answers *bufio.Reader
	errors  bytes.Buffer
}

// startTwin writes the workload and the script into folder and starts them. env
// says which kernel its products use.
func startTwin(ctx context.Context, w workload, folder string, env ...string) (*twin, error) {
	python, ok := pythonWith(ctx, "torch")
	if !ok {
		return nil, ErrNoTorch
	}
	script, data := filepath.Join(folder, "torch_twin.py"), filepath.Join(folder, "twin.safetensors")
	if err := os.WriteFile(script, twinScript, 0o600); err != nil {
		return nil, fmt.Errorf("bench: twin: %w", err)
	}
	if err := w.write(data); err != nil {
		return nil, err
	}
	t := &twin{command: exec.CommandContext(ctx, python, script, data)}
	t.command.Env, t.command.Stderr = untuned(env...), &t.errors
	var err error
	if t.ask, err = t.command.StdinPipe(); err != nil {
		return nil, fmt.Errorf("bench: twin: %w", err)
	}
	out, err := t.command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("bench: twin: %w", err)
	}
	t.answers = bufio.NewReader(out)
	if err := t.command.Start(); err != nil {
		return nil, fmt.Errorf("bench: twin: %w", err)
	}
	return t, nil
}

// do gives one command and reads its answer into out.
func (t *twin) do(command string, argument float64, out any) error {
	_, err := fmt.Fprintf(t.ask, "%s %g\n", command, argument)
	var line []byte
	if err == nil {
		line, err = t.answers.ReadBytes('\n')
	}
	if err == nil {
		err = json.Unmarshal(line, out)
	}
	if err != nil {
		t.command.Process.Kill()
		t.command.Wait() // its errors are complete now
		return fmt.Errorf("bench: twin: %s: %w: %s", command, err, lastLine(t.errors.String()))
	}
	return nil
}

func lastLine(text string) string {
	text = strings.TrimSpace(text)
	return text[strings.LastIndexByte(text, '\n')+1:]
}

// close lets the process end.
func (t *twin) close() {
	t.ask.Close()
	t.command.Wait()
}
