import "@mantine/core/styles/baseline.css";
import "@mantine/core/styles/default-css-variables.css";
import "@mantine/core/styles/global.css";
import "@mantine/core/styles/UnstyledButton.css";
import "@mantine/core/styles/Button.css";
import "@mantine/core/styles/Input.css";
import "@mantine/core/styles/FloatingIndicator.css";
import "@mantine/core/styles/SegmentedControl.css";
import "@mantine/core/styles/Skeleton.css";
import "@mantine/core/styles/Tooltip.css";
import "@fontsource-variable/inter/wght.css";
import "./theme/page.css";
import "./theme/phone.css";
import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./App.tsx";
import { startI18n } from "./i18n/i18n.ts";
import { Part } from "./parts/Part.tsx";
import { currentView } from "./state/view.ts";
import { theme } from "./theme/mantine.ts";
import { useScheme } from "./theme/useScheme.ts";

const browserLanguage = navigator.language.startsWith("tr") ? "tr" : "en";
startI18n(currentView().language ?? browserLanguage);
const client = new QueryClient();

function Page() {
  return (
    <MantineProvider theme={theme} forceColorScheme={useScheme()}>
      <QueryClientProvider client={client}>
        <Part whole>
          <App />
        </Part>
      </QueryClientProvider>
    </MantineProvider>
  );
}

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Page />
  </StrictMode>,
);
