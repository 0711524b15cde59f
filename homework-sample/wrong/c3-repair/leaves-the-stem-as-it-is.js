const program = `
device = torch.device("cuda:0" if torch.cuda.is_available() else "cpu")

def conv3x3(n_in, n_out, stride=1):
    return nn.Conv2d(n_in, n_out, kernel_size=3, stride=stride, padding=1, bias=False)

class ResnetBlock(nn.Module):
    def __init__(self, n_in, n_out, stride=1):
        super().__init__()
        self.conv1 = conv3x3(n_in, n_out, stride)
        self.bn1 = nn.BatchNorm2d(n_out)
        self.conv2 = conv3x3(n_out, n_out)
        self.bn2 = nn.BatchNorm2d(n_out)
        self.shortcut = nn.Identity()
        if stride != 1 or n_in != n_out:
            self.shortcut = nn.Sequential(
                nn.Conv2d(n_in, n_out, kernel_size=1, stride=stride, bias=False),
                nn.BatchNorm2d(n_out))

    def forward(self, x):
        residual = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(self.shortcut(x) + residual)

class ResNet34(nn.Module):
    def __init__(self, classes=2):
        super().__init__()
        self.stem = nn.Sequential(
            nn.Conv2d(3, 64, kernel_size=7, stride=2, padding=3, bias=False),
            nn.BatchNorm2d(64),
            nn.ReLU())
        self.stages = nn.Sequential(
            stage(64, 64, 3, stride=1), stage(64, 128, 4, stride=2),
            stage(128, 256, 6, stride=2), stage(256, 512, 3, stride=2))
        self.head = nn.Linear(512, classes)

    def forward(self, x):
        x = self.stages(self.stem(x))
        return self.head(x.mean(dim=(2, 3)))

model = ResNet34().to(device)
optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)

for epoch in range(5):
    model.train()
    total = 0
    for images, labels in train_loader:
        loss = F.cross_entropy(model(images.to(device)), labels.to(device))
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += loss.item()
    print("training loss", total / len(train_loader))

    model.eval()
    correct = 0
    with torch.no_grad():
        for images, labels in val_loader:
            outputs = model(images.to(device))
            correct += (outputs.argmax(1) == labels.to(device)).sum().item()
    print("right", correct / len(valset))
`;
