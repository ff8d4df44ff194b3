"""Several things at the same moment, on a database that really does them at once."""

import threading

from django.db import connections


def at_once(*works):
    """Run each in a thread of its own, all let go together; return what came of them.

    A result is what the work returned, or the exception it raised.
    """
    gate, results = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            gate.wait(timeout=20)
            results[number] = work()
        except Exception as error:  # noqa: BLE001 - the test says which one it expects
            results[number] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return results
