"""`python -m lingang` is `make run`. The work is in a module that other processes can import."""

from lingang.run import run

if __name__ == "__main__":
    run()
